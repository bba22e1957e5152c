import {
  DATA_INTEGRATION,
  dataIntegrationFolder,
  FLOWS,
} from '../api/dataworks-2020-05-18/folders';
import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace } from './chosen';
import { openList, type ListCall } from './openList';
import { entry, textOf } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** Business flows that are looked into; one may have lost the folder. */
const LOOKED_INTO = 3;

/** The names of the folders in a folder; `[]` also when it is not there. */
async function foldersIn(call: ListCall, projectId: string, path: string): Promise<string[]> {
  const reply = await call.ifThere(actions.ListFolders, {
    ProjectId: projectId,
    ParentFolderPath: path,
    PageNumber: 1,
    PageSize: PAGE_SIZE,
  });
  return objectsAt(reply?.Data, 'Folders').map(
    ({ FolderPath }) => String(FolderPath).replace(/\/$/, '').split('/').at(-1)!,
  );
}

/**
 * How this workspace writes the Data Integration folder of a business flow, read off some flows. The
 * folder is there only once something is in it, so without any it is written as it is sure to be taken.
 */
async function pathPattern(
  call: ListCall,
  projectId: string,
  flows: readonly string[],
): Promise<(flow: string) => string> {
  let firsts: readonly string[] = FLOWS;
  for (const flow of flows.slice(0, LOOKED_INTO)) {
    for (const first of firsts) {
      const names = await foldersIn(call, projectId, `${first}/${flow}`);
      if (names.length === 0) continue;
      const last = DATA_INTEGRATION.find((name) => names.includes(name));
      if (last) return (name) => `${first}/${name}/${last}`;
      firsts = [first];
      break;
    }
  }
  return dataIntegrationFolder;
}

/** The Data Integration folder of each business flow of the chosen workspace. */
export async function listFolders(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    searches: true,
    nothing:
      'This workspace has no business flow. Create one in DataStudio; its Data Integration folder is listed here then.',
    read: async (page) => {
      const { Data: data } = await call(actions.ListBusiness, {
        ProjectId: projectId,
        Keyword: filter?.trim() || undefined,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      const flows = objectsAt(data, 'Business').flatMap(
        ({ BusinessName }) => textOf(BusinessName) || [],
      );
      const pathOf = flows.length > 0 ? await pathPattern(call, projectId, flows) : String;
      return {
        entries: flows.flatMap((flow) => entry(pathOf(flow), () => flow)),
        next: pageAfter(page, data),
      };
    },
  });
}
