import type { Client } from '../../alibabaCloud/client/call';
import { clock } from '../../alibabaCloud/client/clock';
import type { Json, JsonObject } from '../../alibabaCloud/client/exactJson';
import {
  damagedReply,
  inDoubt,
  mayBeAboutState,
  noted,
  requestIdOf,
} from '../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../alibabaCloud/client/outcome';
import { passesByItself } from '../../alibabaCloud/client/retry';
import type { Action } from '../../alibabaCloud/service';
import type { Journal } from './journal';
import type { Look } from './waitFor';

/**
 * When a write whose outcome is not known may be sent again. One object, so that a test can take a
 * rule out and show that it matters. No documented delay of DataWorks is longer than `leastMs`.
 */
export const policy = {
  /** How long after a write was sent it is "not there" at the earliest, in ms, unless it says else. */
  leastMs: 15_000,
  /** How many looks that were answered have to say so. */
  leastLooks: 3,
  /** Pauses between two looks, in ms; the last one counts for all further ones. */
  pausesMs: [5_000, 10_000, 5_000] as [number, ...number[]],
  /** A look that fails says nothing; after so many the doubt stays. */
  mostFailedLooks: 5,
  failedLooksProveNothing: true,
  /** Fewer than was asked for is in doubt, not absent. */
  fewerIsInDoubt: true,
  /** What an earlier run of the unit left in doubt is looked for before anything is sent. */
  looksFirst: true,
  mostSends: 2,
};

/** What a look for what a write makes says, when it was answered. */
export type Found<Made> =
  | { ok: true; made: Made | undefined }
  /** Part of it is there; in words, as in "1 of 3 runs is there". */
  | { ok: true; part: string };

/** A write, and how to see whether it was done. */
export interface Write<Made extends Json> {
  action: Action;
  /** The unit of work. Without one nothing is remembered: for what does no harm when done twice. */
  unit?: string;
  send(): Promise<Outcome>;
  /** What the call made; `undefined` for a reply that does not say. */
  read(body: JsonObject): Made | undefined;
  /** What a reply must have, for messages, e.g. Data.FileId. */
  told?: string;
  /** How long what it makes may not be seen, in ms. */
  unseenMs?: number;
  /** Looks once; left out where nothing tells whether a harmless write was done. */
  find?(): Promise<Found<Made> | Failure>;
}

/** What a write made. */
export interface Written<Made> {
  ok: true;
  made: Made;
  /** The reply, where there was one. */
  body?: JsonObject;
}

type Searched<Made> =
  | { state: 'there'; made: Made }
  | { state: 'absent' }
  | { state: 'open'; because: Failure | string };

/** Looks until it is there, or it is proved that it is not, or nothing can be told. */
async function search<Made>(
  client: Client,
  find: () => Promise<Found<Made> | Failure>,
  sentAt: number,
  isPatient: boolean,
  unseenMs = policy.leastMs,
): Promise<Searched<Made>> {
  let answered = 0;
  let failed = 0;
  for (let looks = 0; ; looks++) {
    const seen = await find();
    const isLate = clock.now() - sentAt >= unseenMs;
    if (!seen.ok) {
      failed += 1;
      if (!policy.failedLooksProveNothing) answered += 1;
      const isOver = failed >= policy.mostFailedLooks || !passesByItself(seen);
      if (isOver || !isPatient || !client.takeRetry()) {
        return answered > 0 && !policy.failedLooksProveNothing
          ? { state: 'absent' }
          : { state: 'open', because: seen };
      }
    } else if ('made' in seen && seen.made !== undefined) {
      return { state: 'there', made: seen.made };
    } else {
      answered += 1;
      const isEnough = !isPatient || (answered >= policy.leastLooks && isLate);
      const isPart = 'part' in seen && policy.fewerIsInDoubt;
      if (isEnough) return isPart ? { state: 'open', because: seen.part } : { state: 'absent' };
    }
    if (client.cancelled()) return { state: 'open', because: 'the execution was cancelled' };
    await client.pause(policy.pausesMs[Math.min(looks, policy.pausesMs.length - 1)] ?? 0);
    if (client.cancelled()) return { state: 'open', because: 'the execution was cancelled' };
  }
}

/** A look at what was begun a moment ago: that it is not known yet is no refusal. */
export function patiently<Value>(look: () => Promise<Look<Value>>): () => Promise<Look<Value>> {
  const begin = clock.now();
  return async () => {
    const seen = await look();
    const isNew = clock.now() - begin < policy.leastMs;
    return 'ok' in seen && mayBeAboutState(seen) && isNew
      ? { state: 'pending', now: 'not known yet', tries: seen.tries }
      : seen;
  };
}

/**
 * Does a write once, whatever breaks on the way. While its outcome is not known it is looked for, and
 * sent again only when looks that were answered, over a time, show that it was not done; else the
 * failure stays, and the journal knows of the doubt. An action with a ClientToken is sent again by the
 * client itself; a write without a unit does no harm when it is done twice: for both one look is enough.
 * @returns what was made, by its reply or by a look
 */
export async function writeOnce<Made extends Json>(
  client: Client,
  journal: Journal,
  write: Write<Made>,
): Promise<Written<Made> | Failure> {
  const { unit } = write;
  if (unit === undefined) return writeUnit(client, journal, write);
  return await journal.serialize(unit, () => writeUnit(client, journal, write));
}

async function writeUnit<Made extends Json>(
  client: Client,
  journal: Journal,
  { action, unit, send, read, told, unseenMs, find }: Write<Made>,
): Promise<Written<Made> | Failure> {
  const keep = (made: Made, body?: JsonObject): Written<Made> => {
    if (unit !== undefined) journal.record(unit, made, requestIdOf(body ?? {}));
    return { ok: true, made, ...(body === undefined ? {} : { body }) };
  };
  const hasToken = action.effect === 'token';
  const isPatient = unit !== undefined && !hasToken;
  let isUncertain = unit !== undefined && journal.isUncertain(unit);
  if (isUncertain && isPatient && find && policy.looksFirst) {
    const searched = await search(client, find, clock.now(), isPatient, unseenMs);
    if (searched.state === 'there') return keep(searched.made);
    if (searched.state === 'open') {
      const { because } = searched;
      return typeof because === 'string' ? inDoubt(action, because) : because;
    }
  }
  for (let sends = 1; ; sends++) {
    const sentAt = clock.now();
    const outcome = await send();
    const made = outcome.ok ? read(outcome.body) : undefined;
    if (outcome.ok && made !== undefined) return keep(made, outcome.body);
    const failure = outcome.ok
      ? damagedReply(
          action,
          `The reply ${told ? `has no ${told}` : 'does not say what was made'}`,
          outcome,
        )
      : outcome;
    const isOpen = failure.mayHaveActed || failure.resent;
    // Noted before anything else can break.
    if (isOpen && unit !== undefined) journal.markUncertain(unit, sentAt);
    isUncertain ||= isOpen;
    // A refusal can come from what an earlier send did.
    if (!isUncertain || (hasToken && !find) || !client.takeRetry()) return failure;
    if (find) {
      const searched = await search(client, find, clock.now(), isPatient, unseenMs);
      if (searched.state === 'there') return keep(searched.made);
      if (searched.state === 'open') {
        const { because } = searched;
        if (typeof because !== 'string') return failure;
        // The token makes it safe, and its reply is the only one that proves whose it is.
        const isAnswered = failure.kind === 'refused' && failure.resent;
        const asksAgain = hasToken && isOpen && !isAnswered && sends < policy.mostSends;
        if (!asksAgain || !client.takeRetry()) return hasToken ? failure : noted(failure, because);
        continue;
      }
    }
    if (!isOpen || hasToken || sends >= policy.mostSends || !client.takeRetry()) return failure;
  }
}
