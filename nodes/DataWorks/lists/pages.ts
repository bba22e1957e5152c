import type {
  ILoadOptionsFunctions,
  INodeListSearchItems,
  INodeListSearchResult,
} from 'n8n-workflow';

import {
  isJsonObject,
  type JsonObject,
  numberIn,
  textIn,
} from '../../alibabaCloud/client/exactJson';
import { cleanServerText } from '../../alibabaCloud/client/serverText';
import { reason } from './reason';

/** The most entries that DataWorks gives at once. */
export const PAGE_SIZE = 100;
/** Calls that one look into a list may cost; the Basic edition has 100 a day. */
const MAX_CALLS = 20;
/** What fills the panel: with fewer, a search cannot be scrolled on. */
const PANELFUL = 10;

/** One page of entries, and the token of the next one where there is one. */
export interface Page {
  entries: INodeListSearchItems[];
  next?: string | undefined;
}

export interface Listing {
  /** What was typed into the search box. */
  filter: string | undefined;
  /** Of the page to begin with; the first one unless given. */
  token: string | undefined;
  /** Reads one page. The first page's token is "1". */
  read: (token: string) => Promise<Page>;
  /** Whether `read` leaves out what does not match; else it is done here. */
  searches?: boolean;
  /** What to say when there is nothing at all. */
  nothing: string;
}

/** The objects of a list in a reply; `[]` when there is none. */
export function objectsAt(container: unknown, key: string): JsonObject[] {
  const list = isJsonObject(container) ? container[key] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** The token of the page after this one, by the reply's TotalCount. */
export function pageAfter(token: string, container: unknown): string | undefined {
  const total = isJsonObject(container) ? numberIn(container.TotalCount) : 0;
  return total > Number(token) * PAGE_SIZE ? String(Number(token) + 1) : undefined;
}

/** n8n runs a value that begins so as an expression, whoever gave the table or file its name. */
const ONLY_EXPRESSIONS =
  'All that matches has a name that begins with =, which n8n would run as an expression. Rename it in its source.';

/** In characters. */
const LONGEST_NAME = 200;

/** The name as it is shown; the value stays what is sent. */
const shownEntry = (entry: INodeListSearchItems): INodeListSearchItems => ({
  ...entry,
  name: cleanServerText(entry.name, LONGEST_NAME) || textIn(entry.value),
});

/**
 * Reads on until there is something to show, and in a search enough to fill the panel.
 * What n8n would run as an expression is left out.
 * @throws NodeOperationError when there is nothing, or nothing that matches within reach
 */
export async function listPages(
  context: ILoadOptionsFunctions,
  { filter, token, read, searches = false, nothing }: Listing,
): Promise<INodeListSearchResult> {
  const wanted = filter?.trim().toLowerCase() ?? '';
  const enough = wanted === '' ? 1 : PANELFUL;
  const results: INodeListSearchItems[] = [];
  let seen = 0;
  let expressions = 0;
  let next = token ?? '1';
  for (let calls = 1; calls <= MAX_CALLS; calls++) {
    const page = await read(next);
    seen += page.entries.length;
    const matching = page.entries.filter(
      ({ name }) => searches || name.toLowerCase().includes(wanted),
    );
    const safe = matching.filter(({ value }) => !textIn(value).startsWith('='));
    expressions += matching.length - safe.length;
    results.push(...safe.map(shownEntry));
    if (page.next === undefined) {
      if (results.length === 0 && expressions > 0) throw reason(context, ONLY_EXPRESSIONS);
      if (seen === 0 && wanted === '' && token === undefined) throw reason(context, nothing);
      return { results };
    }
    next = page.next;
    if (results.length >= enough) break;
  }
  if (results.length === 0) {
    throw reason(
      context,
      `None of the first ${seen} entries matches. Enter it by hand: choose another mode than From List.`,
    );
  }
  return { results, paginationToken: next };
}
