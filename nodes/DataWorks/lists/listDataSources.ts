import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { dataSourceType } from '../script/dataSourceTypes';
import { chosen, chosenWorkspace, needed } from './chosen';
import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';

/** The environment whose data sources are meant: 0 development, 1 production. */
export const environmentOf = (context: ILoadOptionsFunctions) =>
  chosen(context, 'channelOptions.envType') ?? '1';

/** A page's token: a plain number, or with the number of the query before it. */
function split(token: string): [query: number, page: string] {
  const [query, page] = token.split('.');
  return page === undefined ? [0, token] : [Number(query), page];
}

/** The data sources of the chosen workspace that are of the type chosen for one side of the form. */
function dataSourcesFor(side: 'reader' | 'writer') {
  return async function (
    this: ILoadOptionsFunctions,
    filter?: string,
    token?: string,
  ): Promise<INodeListSearchResult> {
    const projectId = chosenWorkspace(this);
    const value = needed(this, `${side}Type`, 'type');
    const type = dataSourceType(value);
    const queries = type?.listed ?? [{ DataSourceType: value }];
    const call = await openList(this);
    return listPages(this, {
      filter,
      token,
      nothing: `This workspace has no data source of the type ${type?.name ?? value}, or it lists none. Add one in DataWorks, or choose By Name and enter it.`,
      read: async (at) => {
        const [query, page] = split(at);
        const { Data: data } = await call(actions.ListDataSources, {
          ProjectId: projectId,
          EnvType: environmentOf(this),
          ...queries[query],
          PageNumber: Number(page),
          PageSize: PAGE_SIZE,
        });
        const nextPage = pageAfter(page, data);
        const nextQuery = query + 1 < queries.length ? `${query + 1}.1` : undefined;
        return {
          entries: objectsAt(data, 'DataSources').flatMap(({ Name }) => entry(Name)),
          next: nextPage === undefined ? nextQuery : `${query}.${nextPage}`,
        };
      },
    });
  };
}

/** By the form's Reader Type. */
export const listReaderDataSources = dataSourcesFor('reader');
/** By the form's Writer Type. */
export const listWriterDataSources = dataSourcesFor('writer');
