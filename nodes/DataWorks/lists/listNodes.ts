import { actions } from '../api/dataworks-2024-05-18';
import { isJsonObject } from '../../alibabaCloud/client/exactJson';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace } from './chosen';
import { openList } from './openList';
import { entry, textOf } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The batch synchronization nodes of the chosen workspace, by their path. */
export async function listNodes(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    nothing: 'This workspace has no batch synchronization node yet.',
    read: async (page) => {
      const { PagingInfo: paging } = await call(actions.ListNodes, {
        ProjectId: projectId,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(paging, 'Nodes').flatMap(({ Name, Id, Script: script }) => {
          const { Path, Runtime } = isJsonObject(script) ? script : {};
          const command = isJsonObject(Runtime) ? Runtime.Command : undefined;
          if (command !== undefined && command !== 'DI') return [];
          return entry(Id, (id) => `${textOf(Path ?? Name)} (${id})`);
        }),
        next: pageAfter(page, paging),
      };
    },
  });
}
