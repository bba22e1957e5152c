import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { actions } from '../api/dataworks-2024-05-18';
import { idIn } from '../studios/dataStudio/dataSources';
import { chosen, chosenWorkspace } from './chosen';
import { entry, textOf } from './entry';
import { openList } from './openList';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

type Entries = (source: JsonObject) => ReturnType<typeof entry>;

const shown = (source: JsonObject, otherwise: string) =>
  `${textOf(source.Name) || otherwise} (${textOf(source.Type) || otherwise})`;

async function list(
  context: ILoadOptionsFunctions,
  { filter, token }: { filter: string | undefined; token: string | undefined },
  entriesOf: Entries,
): Promise<INodeListSearchResult> {
  const ProjectId = chosenWorkspace(context);
  const EnvType = chosen(context, 'options.projectEnv') === 'DEV' ? 'Dev' : 'Prod';
  const call = await openList(context);
  return listPages(context, {
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
        entries: objectsAt(info, 'DataSources').flatMap(entriesOf),
        next: pageAfter(page, info),
      };
    },
  });
}

/** The data sources of the chosen workspace in the chosen environment, by their Id. */
export async function listStudioDataSources(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  return list(this, { filter, token }, (source) => entry(idIn(source), (id) => shown(source, id)));
}

/** The same by their names. */
export async function listStudioDataSourceNames(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  return list(this, { filter, token }, (source) =>
    entry(source.Name, (name) => shown(source, name)),
  );
}
