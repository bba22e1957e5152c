import type { INodeProperties } from 'n8n-workflow';

/** The DataWorks workspace (ProjectId). */
export const workspaceField: INodeProperties = {
  displayName: 'Workspace',
  name: 'projectId',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The DataWorks workspace (ProjectId of the API)',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a workspace...',
      typeOptions: { searchListMethod: 'listWorkspaces', searchable: true },
    },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 10000',
    },
  ],
};
