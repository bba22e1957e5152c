import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { actions } from '../api/dataworks-2024-05-18';
import { isSyncNode, pathIn } from '../studios/dataStudio/readNodes';
import { chosenWorkspace } from './chosen';
import { entry } from './entry';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** A page of ListNodes of the chosen workspace. */
async function nodePages(context: ILoadOptionsFunctions, Name: string | undefined) {
  const ProjectId = chosenWorkspace(context);
  const call = await openList(context);
  return async (page: string) => {
    const { PagingInfo: info } = await call(actions.ListNodes, {
      ProjectId,
      Name,
      PageNumber: Number(page),
      PageSize: PAGE_SIZE,
    });
    return { nodes: objectsAt(info, 'Nodes'), next: pageAfter(page, info) };
  };
}

/** The batch synchronization nodes of the chosen workspace by their path, which ends with the name. */
export async function listNodes(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const read = await nodePages(this, filter?.trim() || undefined);
  return listPages(this, {
    filter,
    token,
    searches: true,
    nothing:
      'This workspace has no batch synchronization node in the new Data Studio yet. One with legacy DataStudio has Sync Tasks instead.',
    async read(page) {
      const { nodes, next } = await read(page);
      const entries = nodes
        .filter(isSyncNode)
        .flatMap((node) => entry(node.Id, (id) => `${pathIn(node)} (${id})`));
      return { entries, next };
    },
  });
}

/** A folder and those above it. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Folders of Data Studio, as far as nodes stand in them: no operation lists them. */
export async function listStudioFolders(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const read = await nodePages(this, undefined);
  return listPages(this, {
    filter,
    token,
    nothing:
      'No node of this workspace stands in a folder, and DataWorks lists no empty ones. Leave it empty for the root, or choose By Path and enter the folder.',
    async read(page) {
      const { nodes, next } = await read(page);
      const folders = new Set(nodes.flatMap((node) => foldersOf(pathIn(node))));
      return { entries: [...folders].sort().flatMap((folder) => entry(folder)), next };
    },
  });
}
