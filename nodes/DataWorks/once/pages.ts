import { isJsonObject, type JsonObject, numberIn } from '../../alibabaCloud/client/exactJson';
import { damagedReply, requestIdOf } from '../../alibabaCloud/client/failure';
import type { Failure, Outcome, Reply } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';

/** The most that the API gives at once. */
export const PAGE_SIZE = 100;
/** No list of DataWorks is longer; a server that never comes to an end is not asked for ever. */
const MOST_PAGES = 1_000;

/** A list that the API gives page by page. */
export interface PagedList {
  action: Action;
  /** @param page from 1 */
  read(page: number, pageSize: number): Promise<Outcome>;
  /** Where a reply has its entries: the object they are in, beside TotalCount, and their name there. */
  at: readonly [container: string, list: string];
  /** What tells an entry from the others. */
  idOf(entry: JsonObject): string;
}

/** The entries of a list, each once although some come and go between two pages. */
export interface Listed {
  ok: true;
  entries: JsonObject[];
  /** Whether these are all that there are. */
  all: boolean;
  /** Of the last page. */
  requestId: string;
  /** Calls that were sent. */
  tries: number;
}

/** When a list is read no further. */
export interface Until {
  /** The most entries that are wanted. */
  limit?: number;
  /** Whether no more is wanted than what came so far. */
  isEnough?(entries: readonly JsonObject[]): boolean;
  mostPages?: number;
}

/**
 * The entries of a reply, and how many there are in all: NaN where it does not say. A reply without its
 * list is a damaged one: it is no proof that something is not there.
 */
export function listIn(
  action: Action,
  reply: Reply,
  [container, name]: PagedList['at'],
): { ok: true; entries: JsonObject[]; total: number } | Failure {
  const held = reply.body[container];
  const holder = isJsonObject(held) ? held : {};
  const total = numberIn(holder.TotalCount);
  // An empty list may be left out.
  const list = holder[name] ?? (total === 0 ? [] : undefined);
  return Array.isArray(list) && list.every(isJsonObject)
    ? { ok: true, entries: list, total }
    : damagedReply(action, `The reply has no list ${container}.${name}`, reply);
}

/** Reads a list to its end: to the last page, or one that brings nothing new. */
export async function readPages(
  { action, read: readPage, at, idOf }: PagedList,
  { limit = Infinity, isEnough = () => false, mostPages = Infinity }: Until = {},
): Promise<Listed | Failure> {
  const found = new Map<string, JsonObject>();
  const pageSize = Math.min(PAGE_SIZE, limit);
  let tries = 0;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const outcome = await readPage(page, pageSize);
    tries += outcome.tries;
    if (!outcome.ok) return { ...outcome, tries };
    const given = listIn(action, outcome, at);
    if (!given.ok) return { ...given, tries };
    const { entries, total } = given;
    const before = found.size;
    for (const entry of entries) found.set(idOf(entry), entry);
    const all = found.size === before || !(page * pageSize < total);
    const read = [...found.values()];
    if (all || found.size >= limit || page >= mostPages || isEnough(read)) {
      const requestId = requestIdOf(outcome.body);
      return { ok: true, entries: read.slice(0, limit), all, requestId, tries };
    }
  }
  const detail = `The list has no end: ${MOST_PAGES} pages were read`;
  return damagedReply(action, detail, { tries });
}
