import type { INodeProperties } from 'n8n-workflow';

/** A folder of DataStudio; its list needs the workspace above it. */
export const folderField: INodeProperties = {
  displayName: 'Folder',
  name: 'fileFolderPath',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The Data Integration folder that the task is put into (FileFolderPath)',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a folder...',
      typeOptions: { searchListMethod: 'listFolders', searchable: true },
    },
    {
      displayName: 'By Path',
      name: 'path',
      type: 'string',
      placeholder: 'e.g. Business Flow/demo/Data Integration',
    },
  ],
};
