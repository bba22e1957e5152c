import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace, nextPage, objectsAt, openList, type ListCall } from './listCall';

const PAGE_SIZE = 100;
/** The first folder is shown in the language of the workspace; so is the one for Data Integration. */
const FIRST_FOLDERS = ['Business Flow', '业务流程', 'Workflow'];
const DATA_INTEGRATION = ['Data Integration', '数据集成'];

/** How this workspace writes the Data Integration folder of a business flow, read off that flow. */
async function pathPattern(
  call: ListCall,
  projectId: string,
  flow: string,
): Promise<{ first: string; last: string } | undefined> {
  for (const first of FIRST_FOLDERS) {
    const { Data: data } = await call('ListFolders', {
      ProjectId: projectId,
      ParentFolderPath: `${first}/${flow}`,
      PageNumber: 1,
      PageSize: PAGE_SIZE,
    });
    const names = objectsAt(data, 'Folders').map(({ FolderPath }) =>
      String(FolderPath).split('/').at(-1),
    );
    const last = DATA_INTEGRATION.find((name) => names.includes(name));
    if (last) return { first, last };
  }
  return undefined;
}

/** The Data Integration folder of each business flow of the chosen workspace. */
export async function listFolders(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const call = await openList(this);
  const page = Number(paginationToken ?? 1);
  const { Data: data } = await call('ListBusiness', {
    ProjectId: projectId,
    Keyword: filter || undefined,
    PageNumber: page,
    PageSize: PAGE_SIZE,
  });
  const flows = objectsAt(data, 'Business').map(({ BusinessName }) => String(BusinessName));
  const [flow] = flows;
  const pattern = flow === undefined ? undefined : await pathPattern(call, projectId, flow);
  if (!pattern) return { results: [] };
  const results = flows.map((name) => ({
    name,
    value: `${pattern.first}/${name}/${pattern.last}`,
  }));
  return { results, ...nextPage(data, page, PAGE_SIZE) };
}
