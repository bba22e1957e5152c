import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { nextPage, objectsAt, openList } from './listCall';

const PAGE_SIZE = 100;

/** The workspaces of the account in the credential's region. */
export async function listWorkspaces(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const call = await openList(this);
  const page = Number(paginationToken ?? 1);
  const { PageResult: result } = await call('ListProjects', {
    PageNumber: page,
    PageSize: PAGE_SIZE,
  });
  const wanted = filter?.toLowerCase() ?? '';
  const results = objectsAt(result, 'ProjectList')
    .map(({ ProjectName, ProjectIdentifier, ProjectId }) => ({
      name: `${ProjectName ?? ProjectIdentifier} (${ProjectIdentifier}, ${ProjectId})`,
      value: String(ProjectId),
    }))
    .filter(({ name }) => name.toLowerCase().includes(wanted));
  return { results, ...nextPage(result, page, PAGE_SIZE) };
}
