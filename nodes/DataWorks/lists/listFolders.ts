import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace } from './chosen';
import { openList, type ListCall } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';
import { reason } from './reason';

/** The first folder is shown in the language of the workspace; so is the one for Data Integration. */
const FIRST_FOLDERS = ['Business Flow', '业务流程', 'Workflow'];
const DATA_INTEGRATION = ['Data Integration', '数据集成'];
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

/** How this workspace writes the Data Integration folder of a business flow, read off some flows. */
async function pathPattern(
  call: ListCall,
  projectId: string,
  flows: readonly string[],
): Promise<{ first: string; last: string } | undefined> {
  let firsts = FIRST_FOLDERS;
  for (const flow of flows.slice(0, LOOKED_INTO)) {
    for (const first of firsts) {
      const names = await foldersIn(call, projectId, `${first}/${flow}`);
      if (names.length === 0) continue;
      const last = DATA_INTEGRATION.find((name) => names.includes(name));
      if (last) return { first, last };
      firsts = [first];
      break;
    }
  }
  return undefined;
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
      const flows = objectsAt(data, 'Business').map(({ BusinessName }) => String(BusinessName));
      const pattern = flows.length > 0 && (await pathPattern(call, projectId, flows));
      if (pattern === undefined) {
        throw reason(
          this,
          'No Data Integration folder was found in the business flows. Enter its path by hand, as DataStudio shows it.',
        );
      }
      return {
        entries: pattern
          ? flows.map((name) => ({ name, value: `${pattern.first}/${name}/${pattern.last}` }))
          : [],
        next: pageAfter(page, data),
      };
    },
  });
}
