import { textIn } from '../../alibabaCloud/client/exactJson';
import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The workspaces of the account in the credential's region. */
export async function listWorkspaces(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    nothing:
      'There is no workspace in the region of the credential. Look there whether the region is the right one.',
    read: async (page) => {
      const { PageResult: result } = await call(actions.ListProjects, {
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(result, 'ProjectList').flatMap(
          ({ ProjectName: name, ProjectIdentifier: identifier, ProjectId }) =>
            entry(
              ProjectId,
              (id) => `${textIn(name ?? identifier)} (${textIn(identifier)}, ${id})`,
            ),
        ),
        next: pageAfter(page, result),
      };
    },
  });
}
