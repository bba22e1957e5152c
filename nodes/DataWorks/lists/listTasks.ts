import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosen, chosenWorkspace } from './chosen';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';
import { reason } from './reason';

/** ListFiles' FileType of synchronization tasks. */
const FILE_TYPES: Readonly<Record<string, string>> = { 23: 'batch', 900: 'real-time' };
/** The same by TaskType. That of solutions is not documented. */
const FILE_TYPE_OF: Readonly<Record<string, string>> = { DI_OFFLINE: '23', DI_REALTIME: '900' };

/** The sync tasks of the chosen workspace by name, of the task type that the node is about. */
export async function listTasks(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const taskType = chosen(this, 'taskType') ?? '';
  if (taskType === 'DI_SOLUTION') {
    throw reason(this, 'DataWorks does not list solutions. Choose By ID and enter the FileId.');
  }
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    searches: true,
    nothing: 'This workspace has no sync task of this type yet.',
    read: async (page) => {
      const { Data: data } = await call(actions.ListFiles, {
        ProjectId: projectId,
        FileTypes: FILE_TYPE_OF[taskType] ?? Object.keys(FILE_TYPES).join(','),
        Keyword: filter?.trim() || undefined,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(data, 'Files').map(({ FileName, FileId, FileType }) => ({
          name: `${String(FileName)} (${FILE_TYPES[String(FileType)] ?? 'sync'}, ${String(FileId)})`,
          value: String(FileId),
        })),
        next: pageAfter(page, data),
      };
    },
  });
}
