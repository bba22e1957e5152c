import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { actions } from '../api/dataworks-2024-05-18';
import { chosenWorkspace } from './chosen';
import { entry, textOf } from './entry';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The DI jobs of the chosen workspace by name and state, with their Id. */
export async function listDiJobs(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const ProjectId = chosenWorkspace(this);
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    searches: true,
    nothing: 'This workspace has no Data Integration job yet.',
    async read(page) {
      const { PagingInfo: info } = await call(actions.ListDIJobs, {
        ProjectId,
        Name: filter?.trim() || undefined,
        SpecType: 'ALL',
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      const entries = objectsAt(info, 'DIJobs').flatMap(({ Id, DIJobId, JobName, JobStatus }) =>
        entry(Id ?? DIJobId, (id) => `${textOf(JobName) || id} (${textOf(JobStatus) || id})`),
      );
      return { entries, next: pageAfter(page, info) };
    },
  });
}
