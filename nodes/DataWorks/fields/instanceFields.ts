import type { INodeProperties } from 'n8n-workflow';

import type { InstanceReference } from '../studios/legacy/instances';
import { locator } from './locator';
import { optionsField } from './optionsField';
import type { ParameterReader } from './parameterReader';
import { projectEnvOption, readProjectEnv } from './projectEnvOption';
import { workspaceField } from './workspaceField';

/** An instance, by its InstanceId. The workspace serves the list alone: the API does not ask for it. */
export const instanceFields: INodeProperties[] = [
  {
    ...workspaceField,
    required: false,
    description: 'The workspace that the list of instances is from. By ID, none is needed.',
  },
  locator({
    displayName: 'Instance',
    name: 'instanceId',
    description:
      'The run of a task for one business date (InstanceId). Instance: Get Many and Sync Task: Run give it.',
    noun: 'instance',
    list: 'listInstances',
    by: 'ID',
    example: '310000000000001',
  }),
];

/** The options of an operation on one instance: its own, and the environment. */
export const instanceOptions = (...own: INodeProperties[]): INodeProperties =>
  optionsField([projectEnvOption, ...own]);

/** @throws NodeOperationError that names the field that cannot be used */
export function readInstanceReference(parameters: ParameterReader): InstanceReference {
  return {
    InstanceId: parameters.id('instanceId', 'Instance'),
    ProjectEnv: readProjectEnv(parameters),
  };
}
