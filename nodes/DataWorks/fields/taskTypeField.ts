import type { INodeProperties } from 'n8n-workflow';

export const taskTypes = ['DI_OFFLINE', 'DI_REALTIME', 'DI_SOLUTION'] as const;

/** The type of a Data Integration task (TaskType). */
export const taskTypeField: INodeProperties = {
  displayName: 'Task Type',
  name: 'taskType',
  type: 'options',
  options: [
    {
      name: 'Batch (DI_OFFLINE)',
      value: 'DI_OFFLINE',
      description: 'Copies data each time it runs, usually on a schedule',
    },
    {
      name: 'Real-Time (DI_REALTIME)',
      value: 'DI_REALTIME',
      description: 'Keeps copying changes as they happen',
    },
    {
      name: 'Solution (DI_SOLUTION)',
      value: 'DI_SOLUTION',
      description: 'Copies whole databases, first in full and then their changes',
    },
  ],
  default: 'DI_OFFLINE',
  required: true,
  description: 'The type of the data synchronization task',
};
