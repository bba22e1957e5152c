import type { INodeProperties } from 'n8n-workflow';

import type { InstanceReference } from '../studios/legacy/instances';
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
  {
    displayName: 'Instance',
    name: 'instanceId',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    description:
      'The run of a task for one business date (InstanceId). Instance: Get Many and Sync Task: Run give it.',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an instance...',
        typeOptions: { searchListMethod: 'listInstances', searchable: true },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 310000000000001',
      },
    ],
  },
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
