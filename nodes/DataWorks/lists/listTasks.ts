import { textIn } from '../../alibabaCloud/client/exactJson';
import { factsOf, typeOfFile, typesWith } from '../api/dataworks-2020-05-18/taskTypes';
import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosen, chosenWorkspace } from './chosen';
import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';
import { reason } from './reason';

/** The sync tasks of the chosen workspace by name, of the task type that the node is about. */
export async function listTasks(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const taskType = chosen(this, 'taskType') ?? '';
  const facts = factsOf(taskType);
  if (facts && facts.fileType === undefined) {
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
        FileTypes: (facts ? [facts] : typesWith('getMany'))
          .map(({ fileType }) => fileType)
          .join(','),
        Keyword: filter?.trim() || undefined,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(data, 'Files').flatMap(({ FileName, FileId, FileType }) => {
          const kind = typeOfFile(FileType)?.label.toLowerCase() ?? 'sync';
          return entry(FileId, (id) => `${textIn(FileName)} (${kind}, ${id})`);
        }),
        next: pageAfter(page, data),
      };
    },
  });
}
