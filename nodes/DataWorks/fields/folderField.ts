import { dataIntegrationFolder } from '../api/dataworks-2020-05-18/folders';
import { locator } from './locator';

/** A path as it is sure to be taken, in examples. */
export const EXAMPLE_FOLDER = dataIntegrationFolder('demo');

/** A folder of DataStudio; its list needs the workspace above it. */
export const folderField = locator({
  displayName: 'Folder',
  name: 'fileFolderPath',
  description: 'The Data Integration folder that the task is put into (FileFolderPath)',
  noun: 'folder',
  list: 'listFolders',
  by: 'Path',
  example: EXAMPLE_FOLDER,
  hint: 'The path ends with the Data Integration folder of a business flow, folderDi.',
});
