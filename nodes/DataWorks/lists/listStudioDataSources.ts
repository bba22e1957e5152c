import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { actions } from '../api/dataworks-2024-05-18';
import { idIn } from '../studios/dataStudio/dataSources';
import { chosen, chosenWorkspace } from './chosen';
import { entry, textOf } from './entry';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The data sources of the chosen workspace in the chosen environment, by their Id. */
export async function listStudioDataSources(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const ProjectId = chosenWorkspace(this);
  const EnvType = chosen(this, 'options.projectEnv') === 'DEV' ? 'Dev' : 'Prod';
  const call = await openList(this);
  return listPages(this, {
    filter,
    token,
    nothing: `This workspace has no data source in the environment ${EnvType}, or it lists none. Add one in DataWorks, or choose By Name and enter it.`,
    async read(page) {
      const { PagingInfo: info } = await call(actions.ListDataSources, {
        ProjectId,
        EnvType,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(info, 'DataSources').flatMap((source) =>
          entry(
            idIn(source),
            (id) => `${textOf(source.Name) || id} (${textOf(source.Type) || id})`,
          ),
        ),
        next: pageAfter(page, info),
      };
    },
  });
}
