import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { damagedReply, requestIdOf } from '../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';

/** The most that the API gives at once. */
const PAGE_SIZE = 100;
/** No list of DataWorks is longer; a server that never comes to an end is not asked for ever. */
const MOST_PAGES = 1_000;

/** A list that the API gives page by page. */
export interface PagedList {
  action: Action;
  /** @param page from 1 */
  read(page: number, pageSize: number): Promise<Outcome>;
  /** The entries of a page, and how many there are in all where the reply says so. */
  entriesIn(body: JsonObject): { entries: JsonObject[]; total: number };
  /** What tells an entry from the others. */
  idOf(entry: JsonObject): string;
}

/** The entries of a list, each once although some come and go between two pages. */
export interface Listed {
  ok: true;
  entries: JsonObject[];
  /** Whether the list has no more. */
  isWhole: boolean;
  /** Of the last page. */
  requestId: string;
  /** Calls that were sent. */
  tries: number;
}

/** Where the reading of a list may end before the list does. */
export interface PagesWanted {
  /** The most entries that are wanted. */
  limit?: number;
  mostPages?: number;
  /** Whether no more is wanted than what came so far. */
  isEnough?(entries: readonly JsonObject[]): boolean;
}

/** Reads a list to its end: to the last page, or one that brings nothing new. */
export async function readPages(
  { action, read, entriesIn, idOf }: PagedList,
  { limit = Infinity, mostPages = Infinity, isEnough = () => false }: PagesWanted = {},
): Promise<Listed | Failure> {
  const found = new Map<string, JsonObject>();
  const pageSize = Math.min(PAGE_SIZE, limit);
  let tries = 0;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const outcome = await read(page, pageSize);
    tries += outcome.tries;
    if (!outcome.ok) return { ...outcome, tries };
    const { entries, total } = entriesIn(outcome.body);
    const before = found.size;
    for (const entry of entries) found.set(idOf(entry), entry);
    const isLast = found.size === before || !(page * pageSize < total);
    const all = [...found.values()];
    if (isLast || found.size >= limit || page >= mostPages || isEnough(all)) {
      const requestId = requestIdOf(outcome.body);
      return { ok: true, entries: all.slice(0, limit), isWhole: isLast, requestId, tries };
    }
  }
  const detail = `The list has no end: ${MOST_PAGES} pages were read`;
  return damagedReply(action, detail, { tries });
}
