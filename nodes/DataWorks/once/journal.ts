import { createHash } from 'node:crypto';

import type { IContextObject } from 'n8n-workflow';

import { clock } from '../../alibabaCloud/client/clock';
import { createDigest, seedOf, type Digest } from './token';

/**
 * What an execution remembers of what it made, by unit of work (any text that names one, such as its
 * token). It is kept where n8n keeps it: over Retry On Fail and "Retry execution".
 */
export interface UnitMemory {
  seed: string;
  /** Names a long text, such as a script, inside the name of a unit. */
  digestOf: Digest;
  /** Does the work of a unit when no other item of this run is doing it: items can share a token. */
  alone<Result>(unit: string, work: () => Promise<Result>): Promise<Result>;
  /** What a unit made, such as a FileId, exact. */
  madeBy(unit: string): string | undefined;
  /** The RequestId of the reply that told of it; empty where none is remembered. */
  requestIdOf(unit: string): string;
  /** Whether another unit than this made it. */
  madeByAnother(made: string, unit: string): boolean;
  /** Whether a unit sent a request and never learnt the outcome. */
  isUnsure(unit: string): boolean;
  /** When it sent the first such request, ms since 1970. */
  unsureSince(unit: string): number | undefined;
  remember(unit: string, made: string, requestId?: string): void;
  /** Forgets that another unit than this took something for its own: it was wrong. */
  disprove(made: string, unit: string): void;
  /** Notes that the outcome of a unit's request is not known. */
  doubt(unit: string, sentAt?: number): void;
  /** Notes that the unit's requests made nothing. */
  settle(unit: string): void;
}

/** As n8n stores it: `made` holds what was made and the RequestId, `unsure` ms since 1970. */
interface Store {
  [key: string]: string | Record<string, string | number> | undefined;
  made?: Record<string, string>;
  unsure?: Record<string, number>;
}

/** Short, because n8n stores one for each item; long enough that no two are the same. */
const keyOf = (unit: string) => createHash('sha256').update(unit).digest('base64url').slice(0, 20);

function entry(stored: string | undefined): { made?: string; requestId: string } {
  const [made, requestId = ''] = (stored ?? '').split(' ');
  return made ? { made, requestId } : { requestId };
}

/** @param nodeContext n8n's `getContext('node')` */
export function openUnitMemory(nodeContext: IContextObject): UnitMemory {
  const seed = seedOf(nodeContext);
  const store = nodeContext as Store;
  const made = (store.made ??= {});
  const unsure = (store.unsure ??= {});
  /** Who made what. Only a search asks for it, and only what a search found can be wrong. */
  let makers: Map<string | undefined, string> | undefined;
  const makersOf = () =>
    (makers ??= new Map(Object.entries(made).map(([key, stored]) => [entry(stored).made, key])));
  // Of an earlier run, which may have searched.
  if (Object.keys(made).length > 0) makersOf();
  let last = { unit: '', key: keyOf('') };
  // Asked for several times in a row.
  const keyOfUnit = (unit: string) => {
    if (last.unit !== unit) last = { unit, key: keyOf(unit) };
    return last.key;
  };
  const otherMaker = (maker: string | undefined, unit: string) =>
    maker === keyOfUnit(unit) ? undefined : maker;
  const busy = new Map<string, Promise<unknown>>();
  return {
    seed,
    digestOf: createDigest(),
    async alone(unit, work) {
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
    madeBy: (unit) => entry(made[keyOfUnit(unit)]).made,
    requestIdOf: (unit) => entry(made[keyOfUnit(unit)]).requestId,
    madeByAnother: (what, unit) => otherMaker(makersOf().get(what), unit) !== undefined,
    isUnsure: (unit) => unsure[keyOfUnit(unit)] !== undefined,
    unsureSince: (unit) => unsure[keyOfUnit(unit)],
    remember(unit, what, requestId) {
      made[keyOfUnit(unit)] = requestId ? `${what} ${requestId}` : what;
      makers?.set(what, keyOfUnit(unit));
      delete unsure[keyOfUnit(unit)];
    },
    disprove(what, unit) {
      const wrong = otherMaker(makers?.get(what), unit);
      if (wrong !== undefined) delete made[wrong];
    },
    doubt(unit, sentAt = clock.now()) {
      unsure[keyOfUnit(unit)] ??= sentAt;
    },
    settle(unit) {
      delete unsure[keyOfUnit(unit)];
    },
  };
}
