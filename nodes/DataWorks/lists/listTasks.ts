import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenWorkspace, nextPage, objectsAt, openList } from './listCall';

const PAGE_SIZE = 100;
/** ListFiles' FileType: batch and real-time synchronization. */
const FILE_TYPES: Readonly<Record<string, string>> = { 23: 'batch', 900: 'real-time' };

/** The sync tasks of the chosen workspace, by name. */
export async function listTasks(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const call = await openList(this);
  const page = Number(paginationToken ?? 1);
  const { Data: data } = await call('ListFiles', {
    ProjectId: projectId,
    FileTypes: Object.keys(FILE_TYPES).join(','),
    Keyword: filter || undefined,
    PageNumber: page,
    PageSize: PAGE_SIZE,
  });
  const results = objectsAt(data, 'Files').map(({ FileName, FileId, FileType }) => ({
    name: `${String(FileName)} (${FILE_TYPES[String(FileType)] ?? 'sync'}, ${String(FileId)})`,
    value: String(FileId),
  }));
  return { results, ...nextPage(data, page, PAGE_SIZE) };
}
