import { textIn, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { actions } from '../api/dataworks-2024-05-18';
import { chosenWorkspace } from './chosen';
import { entry } from './entry';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The types that can run a synchronization. Source: ListResourceGroups; it gives CommonV2 alone unless asked. */
const TYPES = ['CommonV2', 'ExclusiveDataIntegration'];

/** What tells a group from others, and its state where it does not simply run. */
function kindOf({ ResourceGroupType: type, Status: status }: JsonObject): string {
  const kind = type === 'ExclusiveDataIntegration' ? 'exclusive' : 'serverless';
  const state = textIn(status);
  return state === '' || state === 'Normal' ? kind : `${kind}, ${state}`;
}

/** The resource groups of the chosen workspace, by the Id that a node has. */
export async function listStudioResourceGroups(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const ProjectId = chosenWorkspace(this);
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    nothing:
      'No resource group that can run synchronizations is bound to this workspace. Bind one in the DataWorks console.',
    async read(page) {
      const { PagingInfo: info } = await call(actions.ListResourceGroups, {
        ProjectId,
        ResourceGroupTypes: TYPES,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      const groups = objectsAt(info, 'ResourceGroupList');
      return {
        entries: groups.flatMap((group) =>
          entry(group.Id, (id) => `${textIn(group.Name) || id} (${kindOf(group)})`),
        ),
        next: pageAfter(page, info),
      };
    },
  });
}
