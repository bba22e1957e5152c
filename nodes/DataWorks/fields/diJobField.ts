import type { INodeProperties } from 'n8n-workflow';

import type { DiJobReference } from '../studios/dataStudio/diJobs';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { workspaceField } from './workspaceField';

/** The fields Workspace and DI Job, of a job that exists. */
export const diJobReferenceFields: INodeProperties[] = [
  workspaceField,
  locator({
    displayName: 'DI Job',
    name: 'diJobId',
    description: 'The Data Integration job (Id of the API)',
    noun: 'job',
    list: 'listDiJobs',
    by: 'ID',
    example: '11588',
  }),
];

/** @throws NodeOperationError for a field that cannot be used */
export const readDiJobReference = (parameters: ParameterReader): DiJobReference => ({
  projectId: parameters.id('projectId', 'Workspace'),
  diJobId: parameters.id('diJobId', 'DI Job'),
});

/** One run of a batch job, for reports. */
export const instanceIdOption: INodeProperties = {
  displayName: 'Instance ID',
  name: 'instanceId',
  type: 'string',
  default: '',
  placeholder: 'e.g. 1234',
  description: 'The run of a batch job that is meant. When empty, the last one.',
};

export const readInstanceId = (parameters: ParameterReader): string | undefined =>
  parameters.isGiven('options.instanceId')
    ? parameters.id('options.instanceId', 'Instance ID')
    : undefined;
