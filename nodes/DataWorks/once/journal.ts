import { createHash } from 'node:crypto';

import type { IContextObject } from 'n8n-workflow';

import { clock } from '../../alibabaCloud/client/clock';
import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { createDigest, seedOf, type Digest } from './token';

/**
 * What an execution knows of its units of work (a unit is any text that names one, such as its
 * token). It is kept where n8n keeps it, in the node's context: over Retry On Fail and "Retry
 * execution". What was stored is checked when it is read, and ignored where it is odd.
 */
export interface Journal {
  seed: string;
  /** Names a long text, such as a script, inside the name of a unit. */
  digestOf: Digest;
  /** Does the work of a unit when no other item of this run is doing it: items can share a unit. */
  serialize<Result>(unit: string, work: () => Promise<Result>): Promise<Result>;
  /** What a unit made last. */
  resultOf(unit: string): Json | undefined;
  /** All that a unit made, oldest first: more than one where one ended badly and was made anew. */
  resultsOf(unit: string): readonly Json[];
  /** The RequestId of the reply that told of the last result; empty where none is known. */
  requestIdOf(unit: string): string;
  /** Notes what a unit made, which ends all doubt. */
  record(unit: string, result: Json, requestId?: string): void;
  /** When a unit sent the first request whose outcome it never learnt, ms since 1970. */
  uncertainSince(unit: string): number | undefined;
  isUncertain(unit: string): boolean;
  /** Notes that the outcome of a unit's request is not known. */
  markUncertain(unit: string, sentAt?: number): void;
  /** Notes that the unit's requests made nothing. */
  markNotDone(unit: string): void;
  /** Notes what was there before a unit acted. */
  note(unit: string, what: Json): void;
  noteOf(unit: string): Json | undefined;
}

/** Short, because n8n stores one for each item; long enough that no two are the same. */
const keyOf = (unit: string) => createHash('sha256').update(unit).digest('base64url').slice(0, 16);

const STORE = 'journal';

function openStore(nodeContext: IContextObject): JsonObject {
  const known: unknown = nodeContext[STORE];
  if (isJsonObject(known)) return known;
  const store: JsonObject = {};
  nodeContext[STORE] = store;
  return store;
}

/**
 * Opens the journal of an execution's node, in a time that does not grow with what it holds.
 * @param nodeContext n8n's `getContext('node')`
 */
export function openJournal(nodeContext: IContextObject): Journal {
  const store = openStore(nodeContext);
  let last = { unit: '', key: keyOf('') };
  // Asked for several times in a row.
  const keyOfUnit = (unit: string) => {
    if (last.unit !== unit) last = { unit, key: keyOf(unit) };
    return last.key;
  };
  const entryOf = (unit: string): JsonObject | undefined => {
    const key = keyOfUnit(unit);
    const entry = Object.hasOwn(store, key) ? store[key] : undefined;
    return isJsonObject(entry) ? entry : undefined;
  };
  const change = (unit: string, work: (entry: JsonObject) => void) => {
    const entry = entryOf(unit) ?? {};
    work(entry);
    if (Object.keys(entry).length > 0) store[keyOfUnit(unit)] = entry;
    else delete store[keyOfUnit(unit)];
  };
  const resultsOf = (unit: string): Json[] => {
    const { earlier, result } = entryOf(unit) ?? {};
    return [...(Array.isArray(earlier) ? earlier : []), ...(result === undefined ? [] : [result])];
  };
  const uncertainSince = (unit: string) => {
    const since = entryOf(unit)?.uncertainSince;
    return typeof since === 'number' && Number.isFinite(since) ? since : undefined;
  };
  const busy = new Map<string, Promise<unknown>>();
  return {
    seed: seedOf(nodeContext),
    digestOf: createDigest(),
    async serialize(unit, work) {
      const key = keyOfUnit(unit);
      const before = busy.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      busy.set(key, mine);
      try {
        return await mine;
      } finally {
        if (busy.get(key) === mine) busy.delete(key);
      }
    },
    resultOf: (unit) => entryOf(unit)?.result,
    resultsOf,
    requestIdOf(unit) {
      const requestId = entryOf(unit)?.requestId;
      return typeof requestId === 'string' ? requestId : '';
    },
    record(unit, result, requestId) {
      const earlier = resultsOf(unit);
      const isKnown = JSON.stringify(earlier.at(-1)) === JSON.stringify(result);
      change(unit, (entry) => {
        if (earlier.length > 0 && !isKnown) entry.earlier = earlier;
        entry.result = result;
        if (requestId) entry.requestId = requestId;
        else delete entry.requestId;
        delete entry.uncertainSince;
      });
    },
    uncertainSince,
    isUncertain: (unit) => uncertainSince(unit) !== undefined,
    markUncertain(unit, sentAt = clock.now()) {
      if (uncertainSince(unit) !== undefined) return;
      change(unit, (entry) => (entry.uncertainSince = sentAt));
    },
    markNotDone: (unit) => change(unit, (entry) => delete entry.uncertainSince),
    note: (unit, what) => change(unit, (entry) => (entry.note = what)),
    noteOf: (unit) => entryOf(unit)?.note,
  };
}
