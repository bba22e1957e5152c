import type { INodeProperties } from 'n8n-workflow';

import { typesWith, type LimitedOperation } from '../api/dataworks-2020-05-18/taskTypes';

/**
 * The type of a Data Integration task (TaskType).
 * @param operation where not every type has it: offers those that do
 */
export function taskTypeField(operation?: LimitedOperation): INodeProperties {
  const types = typesWith(operation);
  const field: INodeProperties = {
    displayName: 'Task Type',
    name: 'taskType',
    type: 'options',
    options: types.map(({ type, label, description }) => ({
      name: `${label} (${type})`,
      value: type,
      description,
    })),
    default: '',
    required: true,
    description: 'The type of the data synchronization task',
  };
  return { ...field, default: types[0]?.type ?? '' };
}
