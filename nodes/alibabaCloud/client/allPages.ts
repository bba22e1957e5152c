import type { Action } from '../service';
import type { Client } from './call';
import { isJsonObject, type Json, type JsonObject } from './exactJson';
import type { Outcome } from './outcome';

/** The list of a page: where it stands in the reply, and how many entries there are in all. */
interface Paged {
  /** The object in the reply that holds the list and the paging. */
  container: JsonObject;
  key: string;
  entries: Json[];
  total: number | undefined;
  nextToken: string | undefined;
}

/** Paging stands at the top of a reply, or one object below it (Data, PagingInfo, PageResult …). */
function pagedIn(body: JsonObject): Paged | undefined {
  const containers = [body, ...Object.values(body).filter(isJsonObject)];
  for (const container of containers) {
    const total = Number(container.TotalCount ?? NaN);
    const token = container.NextToken ?? body.NextToken;
    const nextToken = typeof token === 'string' && token !== '' ? token : undefined;
    if (Number.isNaN(total) && nextToken === undefined) continue;
    for (const [key, entries] of Object.entries(container)) {
      if (!Array.isArray(entries)) continue;
      return { container, key, entries, total: Number.isNaN(total) ? undefined : total, nextToken };
    }
  }
  return undefined;
}

/** Pages of one list: more than any list of DataWorks has, so that a reply that never ends does. */
const MAX_PAGES = 10_000;

/**
 * Calls an action that lists, for every page. Pages go by PageNumber, or by NextToken where a reply
 * has one; a page that brings nothing new is the last.
 * @param values parameters by the API's names, the size of a page among them
 * @returns the last reply with all entries in its list; a reply without paging as it is
 */
export async function callAllPages(
  client: Client,
  action: Action,
  values: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const all = new Map<string, Json>();
  const hasPages = 'PageNumber' in { ...action.query, ...action.form };
  let place: Record<string, unknown> = hasPages ? { PageNumber: 1 } : {};
  let tries = 0;
  for (let page = 1; ; page++) {
    const outcome = await client.call(action, { ...values, ...place });
    tries += outcome.tries;
    if (!outcome.ok) return { ...outcome, tries };
    const paged = pagedIn(outcome.body);
    if (!paged) return { ...outcome, tries };
    const before = all.size;
    for (const entry of paged.entries) all.set(JSON.stringify(entry), entry);
    const { total, nextToken } = paged;
    const isLast =
      all.size === before ||
      (nextToken === undefined && (total === undefined || all.size >= total)) ||
      page >= MAX_PAGES;
    if (isLast) {
      paged.container[paged.key] = [...all.values()];
      return { ...outcome, tries };
    }
    place = nextToken === undefined ? { PageNumber: page + 1 } : { NextToken: nextToken };
  }
}
