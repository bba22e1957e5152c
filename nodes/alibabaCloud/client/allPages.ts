import type { Action } from '../service';
import type { Client } from './call';
import { isJsonObject, type Json, type JsonObject } from './exactJson';
import type { Outcome } from './outcome';

/** Members that stand beside a list that comes in pages. */
const PAGING = ['TotalCount', 'Total', 'NextToken', 'PageNumber', 'PageSize', 'MaxResults'];

const listsIn = (container: JsonObject): [name: string, entries: Json[]][] =>
  Object.entries(container).filter((member): member is [string, Json[]] =>
    Array.isArray(member[1]),
  );

/** The object at a place in a reply; the place of the reply itself is `undefined`. */
function objectAt(body: JsonObject, place: string | undefined): JsonObject {
  const object = place === undefined ? body : body[place];
  return isJsonObject(object) ? object : {};
}

/**
 * Where a page's lists stand: beside the paging, at the top of the reply or one object below it
 * (Data, PagingInfo, PageInfo, PageResult …); or below a reply that has the paging at its top.
 */
function placeOfLists(body: JsonObject): { place: string | undefined } | undefined {
  const objects = Object.keys(body).filter((name) => isJsonObject(body[name]));
  const withLists = [undefined, ...objects].filter(
    (place) => listsIn(objectAt(body, place)).length > 0,
  );
  const isPaged = (place: string | undefined) =>
    PAGING.some((name) => Object.hasOwn(objectAt(body, place), name));
  const places = withLists.some(isPaged) ? withLists.filter(isPaged) : withLists;
  const hasPaging = isPaged(undefined) || withLists.some(isPaged);
  return hasPaging && places.length > 0 ? { place: places[0] } : undefined;
}

/** A member of the paging: beside the lists, else at the top of the reply. */
const pagingOf = (body: JsonObject, place: string | undefined, name: string) =>
  objectAt(body, place)[name] ?? body[name];

/** The entries of a list so far. An entry that an earlier page had, too, has only moved. */
interface Collected {
  entries: Json[];
  seen: Set<string>;
}

/** Adds a page; gives how many of its entries are new. */
function addPage(lists: Map<string, Collected>, container: JsonObject): number {
  let added = 0;
  for (const [name, entries] of listsIn(container)) {
    const list = lists.get(name) ?? { entries: [], seen: new Set() };
    const fresh = entries
      .map((entry) => ({ entry, text: JSON.stringify(entry) }))
      .filter(({ text }) => !list.seen.has(text));
    for (const { entry, text } of fresh) {
      list.entries.push(entry);
      list.seen.add(text);
    }
    lists.set(name, list);
    added += fresh.length;
  }
  return added;
}

/** Pages of one list: more than any list of DataWorks has, so that a reply that never ends does. */
const MAX_PAGES = 10_000;

/**
 * Calls an action that lists, for every page. Pages go by NextToken where the action takes it and a
 * reply has one, else by PageNumber up to the total, or to a page that brings nothing new.
 * @param values parameters by the API's names, the size of a page among them
 * @param secrets as in `Client.call`
 * @returns the last reply with all entries in its lists; a reply without paging as it is
 */
export async function callAllPages(
  client: Client,
  action: Action,
  values: Readonly<Record<string, unknown>>,
  secrets: readonly string[] = [],
): Promise<Outcome> {
  const kinds = { ...action.query, ...action.form };
  const hasNumbers = 'PageNumber' in kinds;
  const lists = new Map<string, Collected>();
  const tokens = new Set<string>();
  let found: ReturnType<typeof placeOfLists>;
  let next: Record<string, unknown> = hasNumbers ? { PageNumber: 1 } : {};
  let tries = 0;
  let resent = false;
  for (let page = 1; ; page++) {
    const outcome = await client.call(action, { ...values, ...next }, secrets);
    tries += outcome.tries;
    resent ||= outcome.resent;
    if (!outcome.ok) return { ...outcome, tries, resent };
    const { body } = outcome;
    found ??= placeOfLists(body);
    if (!found) return { ...outcome, tries, resent };
    const { place } = found;
    const added = addPage(lists, objectAt(body, place));
    const token = pagingOf(body, place, 'NextToken');
    const hasNext = 'NextToken' in kinds && typeof token === 'string' && token !== '';
    const total = Number(
      pagingOf(body, place, 'TotalCount') ?? pagingOf(body, place, 'Total') ?? Infinity,
    );
    const count = Math.max(0, ...[...lists.values()].map(({ entries }) => entries.length));
    const goesOn = hasNext ? !tokens.has(token) : hasNumbers && added > 0 && count < total;
    if (!goesOn || page >= MAX_PAGES) {
      const all = Object.fromEntries([...lists].map(([name, { entries }]) => [name, entries]));
      Object.assign(objectAt(body, place), all);
      return { ...outcome, tries, resent };
    }
    if (hasNext) tokens.add(token);
    next = hasNext ? { NextToken: token } : { PageNumber: page + 1 };
  }
}
