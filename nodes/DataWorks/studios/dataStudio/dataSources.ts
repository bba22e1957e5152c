import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject, textIn } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import { readPages, type Listed } from '../../once/pages';

type Filter = ActionParameters<typeof actions.ListDataSources>;

/** Some lists of 2024-05-18 refuse a smaller page. */
const SMALLEST_PAGE = 10;

/** The data sources of a workspace: one entry for each name, with those of its environments inside. */
export const listDataSources = (
  client: Client,
  filter: Filter,
  limit: number,
): Promise<Listed | Failure> =>
  readPages(
    {
      action: actions.ListDataSources,
      read: (PageNumber, size) =>
        client.call(actions.ListDataSources, {
          ...filter,
          PageNumber,
          PageSize: Math.max(size, SMALLEST_PAGE),
        }),
      at: ['PagingInfo', 'DataSources'],
      idOf: ({ Name, Type }) => JSON.stringify([Name, Type]),
    },
    { limit },
  );

/** The Id of a name's data source in the environments that were listed; `undefined` without one. */
export function idIn({ DataSource: list }: JsonObject): string | undefined {
  const [one] = Array.isArray(list) ? list.filter(isJsonObject) : [];
  return textIn(one?.Id) || undefined;
}

/** The data source's Id by its exact name in one environment; `undefined` when there is none. */
export async function findDataSource(
  client: Client,
  ProjectId: string,
  Name: string,
  EnvType: 'Dev' | 'Prod',
): Promise<{ ok: true; id: string | undefined } | Failure> {
  const listed = await listDataSources(client, { ProjectId, Name, EnvType }, Infinity);
  if (!listed.ok) return listed;
  const found = listed.entries.find((entry) => entry.Name === Name);
  return { ok: true, id: found && idIn(found) };
}
