import { textIn } from '../../alibabaCloud/client/exactJson';
import { DATA_INTEGRATION, FLOWS } from '../api/dataworks-2020-05-18/folders';
import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace } from './chosen';
import { openList, type ListCall } from './openList';
import { entry } from './entry';
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
    ({ FolderPath }) => textIn(FolderPath).replace(/\/$/, '').split('/').at(-1)!,
  );
}

/** How a workspace writes the Data Integration folder of a business flow: places in the two tables. */
type Pattern = readonly [first: number, last: number];

/** As it is sure to be taken. */
const SURE: Pattern = [0, 0];

const pathIn = ([first, last]: Pattern, flow: string) =>
  `${FLOWS[first] ?? FLOWS[0]}/${flow}/${DATA_INTEGRATION[last] ?? DATA_INTEGRATION[0]}`;

/** Reads the pattern off some flows. The folder need not be there before something is in it. */
async function findPattern(
  call: ListCall,
  projectId: string,
  flows: readonly string[],
): Promise<Pattern> {
  let firsts: readonly string[] = FLOWS;
  for (const flow of flows.slice(0, LOOKED_INTO)) {
    for (const first of firsts) {
      const names = await foldersIn(call, projectId, `${first}/${flow}`);
      if (names.length === 0) continue;
      const last = DATA_INTEGRATION.findIndex((name) => names.includes(name));
      if (last >= 0) return [FLOWS.findIndex((name) => name === first), last];
      firsts = [first];
      break;
    }
  }
  return SURE;
}

/** A page's token: its number, and behind it the pattern that the page before has found. */
function split(token: string): { page: string; pattern: Pattern | undefined } {
  const [page = '1', first, last] = token.split('.');
  return { page, pattern: last === undefined ? undefined : [Number(first), Number(last)] };
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
    read: async (at) => {
      const { page, pattern } = split(at);
      const { Data: data } = await call(actions.ListBusiness, {
        ProjectId: projectId,
        Keyword: filter?.trim() || undefined,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      const flows = objectsAt(data, 'Business').flatMap(
        ({ BusinessName }) => textIn(BusinessName) || [],
      );
      if (flows.length === 0) return { entries: [], next: undefined };
      const found = pattern ?? (await findPattern(call, projectId, flows));
      const next = pageAfter(page, data);
      return {
        entries: flows.flatMap((flow) => entry(pathIn(found, flow), () => flow)),
        next: next && [next, ...found].join('.'),
      };
    },
  });
}
