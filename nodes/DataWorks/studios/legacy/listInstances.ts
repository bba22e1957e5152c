import { actions } from '../../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { PAGE_SIZE } from './lookPlan';

/** Instances as ListInstances gives them. */
export interface ListedInstances {
  ok: true;
  instances: JsonObject[];
  /** Whether these are all that there are. */
  all: boolean;
  /** Of the last page. */
  requestId: string;
  /** Calls that were sent. */
  tries: number;
}

/** ListInstances' parameters, less those of paging. */
export type InstanceFilter = Omit<
  ActionParameters<typeof actions.ListInstances>,
  'PageNumber' | 'PageSize'
>;

interface Until {
  /** The most that are listed. */
  limit?: number;
  /** Whether no more is wanted than what came so far. */
  isEnough?(instances: readonly JsonObject[]): boolean;
  mostPages?: number;
}

/** Lists instances, page after page, until there is nothing new. */
export async function listInstances(
  client: Client,
  filter: InstanceFilter,
  { limit = Infinity, isEnough = () => false, mostPages = Infinity }: Until = {},
): Promise<ListedInstances | Failure> {
  const instances = new Map<string, JsonObject>();
  const PageSize = Math.min(PAGE_SIZE, limit);
  let tries = 0;
  for (let PageNumber = 1; ; PageNumber++) {
    const outcome = await client.call(actions.ListInstances, { ...filter, PageNumber, PageSize });
    tries += outcome.tries;
    if (!outcome.ok) return { ...outcome, tries };
    const { Data: data, RequestId: requestId } = outcome.body;
    const listed = isJsonObject(data) && Array.isArray(data.Instances) ? data.Instances : [];
    const before = instances.size;
    for (const [index, one] of listed.filter(isJsonObject).entries()) {
      instances.set(String(one.InstanceId ?? `without an id ${index}`), one);
    }
    const total = isJsonObject(data) ? Number(data.TotalCount ?? 0) : 0;
    // A server that gives the same page again would be asked for ever.
    const all = instances.size === before || instances.size >= total;
    const found = [...instances.values()];
    if (all || found.length >= limit || PageNumber >= mostPages || isEnough(found)) {
      return {
        ok: true,
        instances: found.slice(0, limit),
        all,
        requestId: typeof requestId === 'string' ? requestId : '',
        tries,
      };
    }
  }
}
