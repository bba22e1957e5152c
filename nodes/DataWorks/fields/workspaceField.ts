import { locator } from './locator';

/** The DataWorks workspace (ProjectId). */
export const workspaceField = locator({
  displayName: 'Workspace',
  name: 'projectId',
  description: 'The DataWorks workspace (ProjectId of the API)',
  noun: 'workspace',
  list: 'listWorkspaces',
  by: 'ID',
  example: '10000',
  hint: 'The numeric id of the workspace. Its kind decides which resource works.',
});
