import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';
import { projectEnvOption, readProjectEnv, type ProjectEnv } from './projectEnvOption';

/** An instance, by its InstanceId. */
export const instanceField: INodeProperties = {
  displayName: 'Instance ID',
  name: 'instanceId',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 310000000000001',
  description:
    'The run of a task for one business date (InstanceId). Instance: Get Many and Sync Task: Run give it.',
};

/** The options of an operation on one instance: its own, and the environment. */
export const instanceOptions = (...own: INodeProperties[]): INodeProperties => ({
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options: [projectEnvOption, ...own],
});

/** An instance, by the API's parameter names. The id as text of its digits. */
export interface InstanceReference {
  InstanceId: string;
  ProjectEnv: ProjectEnv;
}

/** @throws NodeOperationError that names the field that cannot be used */
export function readInstanceReference(parameters: ParameterReader): InstanceReference {
  return {
    InstanceId: parameters.id('instanceId', 'Instance ID'),
    ProjectEnv: readProjectEnv(parameters),
  };
}
