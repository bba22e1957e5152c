import { actions } from '../../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';

/** The most that the API gives at once. */
const PAGE_SIZE = 100;

/** Instances as ListInstances gives them. */
export interface ListedInstances {
  ok: true;
  instances: JsonObject[];
  /** Of the last page. */
  requestId: string;
  /** Calls that were sent. */
  tries: number;
}

/**
 * Lists instances, page after page.
 * @param filter ListInstances' parameters, less those of paging
 * @param limit the most that are listed
 */
export async function listInstances(
  client: Client,
  filter: Omit<ActionParameters<typeof actions.ListInstances>, 'PageNumber' | 'PageSize'>,
  limit = Infinity,
): Promise<ListedInstances | Failure> {
  const instances: JsonObject[] = [];
  const PageSize = Math.min(PAGE_SIZE, limit);
  let tries = 0;
  for (let PageNumber = 1; ; PageNumber++) {
    const outcome = await client.call(actions.ListInstances, { ...filter, PageNumber, PageSize });
    if (!outcome.ok) return outcome;
    tries += outcome.tries;
    const { Data: data, RequestId: requestId } = outcome.body;
    const listed = isJsonObject(data) && Array.isArray(data.Instances) ? data.Instances : [];
    instances.push(...listed.filter(isJsonObject));
    const total = isJsonObject(data) ? Number(data.TotalCount ?? 0) : 0;
    if (listed.length === 0 || instances.length >= Math.min(total, limit)) {
      return {
        ok: true,
        instances: instances.slice(0, limit),
        requestId: typeof requestId === 'string' ? requestId : '',
        tries,
      };
    }
  }
}
