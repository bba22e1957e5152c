import type { Client } from '../../../alibabaCloud/client/call';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { readPages, type Listed } from '../../once/pages';

type Filter = ActionParameters<typeof actions.ListDataSources>;

/** The data sources of a workspace: one entry for each name and environment. */
export const listDataSources = (
  client: Client,
  filter: Filter,
  limit: number,
): Promise<Listed | Failure> =>
  readPages(
    {
      action: actions.ListDataSources,
      read: (PageNumber, PageSize) =>
        client.call(actions.ListDataSources, { ...filter, PageNumber, PageSize }),
      at: ['Data', 'DataSources'],
      idOf: ({ Id, Name, EnvType }) => JSON.stringify([Id, Name, EnvType]),
    },
    { limit },
  );
