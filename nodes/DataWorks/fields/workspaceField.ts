import type { INodeProperties } from 'n8n-workflow';

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

const pages = ['DataStudio', 'Data Studio (new version)'];

/**
 * No API tells the kinds of workspace apart: how the console does, where something is created.
 * @param resource that for the other kind
 */
function kindNotice([page, otherPage]: string[], resource: string): INodeProperties {
  return {
    displayName: `For workspaces whose page for data development is called ${page} in the console. Where it is ${otherPage}, choose the resource ${resource}.`,
    name: 'kindNotice',
    type: 'notice',
    default: '',
  };
}

export const legacyNotice = kindNotice(pages, 'Sync Node');
export const dataStudioNotice = kindNotice([...pages].reverse(), 'Sync Task');
