import type { INodeProperties } from 'n8n-workflow';

/** A task that exists, by its FileId. */
export const taskField: INodeProperties = {
  displayName: 'Task',
  name: 'fileId',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The sync task (FileId of the API)',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a task...',
      typeOptions: { searchListMethod: 'listTasks', searchable: true },
    },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 1000001',
    },
  ],
};
