import { clock } from '../../alibabaCloud/client/clock';
import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { equalLook } from '../once/poll';
import { costOf, waitFor, type Look } from '../once/waitFor';
import { writeOnce } from '../once/writeOnce';
import type { Done, Rerun, RunWait, SeenInstance, Tools } from './ports';

/** A rerun that was accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

export const hasEnded = ({ stage }: SeenInstance) => stage === 'failed' || stage === 'succeeded';

/** When a rerun was begun, ms since 1970. */
const begunAtIn = (stored: Json | undefined): number =>
  isJsonObject(stored) && typeof stored.begunAt === 'number' ? stored.begunAt : -Infinity;

/** A rerun that goes on. */
interface Begun {
  /** ms since 1970. */
  begunAt: number;
  /** The attempt that was there before, as JSON. */
  before: string;
}

/** Whether it still is the attempt that was there before. */
const isOld = ({ before }: Begun, { attempt }: SeenInstance) => JSON.stringify(attempt) === before;

// One that was begun a moment ago may not show yet.
const mayBeUnseen = (begun: Begun, seen: SeenInstance) =>
  isOld(begun, seen) && clock.now() - begun.begunAt < UNSEEN_MS;

const isOverSince = (begun: Begun, seen: SeenInstance) =>
  hasEnded(seen) && !mayBeUnseen(begun, seen);

/**
 * The rerun of an instance, once for a unit of work: where n8n runs it again, one that goes on or has
 * succeeded is the one, and only after one that failed another is begun.
 */
export function rerunOnce({ client, journal, unitToken }: Tools, rerun: Rerun) {
  const { action, send, look, replyFor } = rerun;
  const unit = unitToken({ action: action.name, ...rerun.unit });
  const begun = (): Begun => ({
    begunAt: begunAtIn(journal.resultOf(unit)),
    before: JSON.stringify(journal.noteOf(unit)),
  });
  return {
    begun,
    /** Whether this unit has begun it before, or may have. */
    isKnown: () => journal.resultOf(unit) !== undefined || journal.isUncertain(unit),
    /** Whether what was begun has ended. */
    isOver: (seen: SeenInstance) => isOverSince(begun(), seen),

    /** @returns the reply with `Outcome` (started, attached), or why there is none */
    async begin(now: SeenInstance): Promise<Done> {
      const attached =
        journal.resultOf(unit) !== undefined &&
        !journal.isUncertain(unit) &&
        (now.stage !== 'failed' || mayBeUnseen(begun(), now));
      let body: JsonObject = replyFor(now.requestId);
      if (!attached) {
        // Where an earlier request was lost, what was there before it is known from then.
        if (!journal.isUncertain(unit)) journal.note(unit, [...now.attempt]);
        const written = await writeOnce<JsonObject>(client, journal, {
          action,
          unit,
          send,
          read: () => ({ begunAt: clock.now() }),
          unseenMs: UNSEEN_MS,
          async find() {
            const seen = await look();
            if (!seen.ok) return seen;
            const isNew = !isOld(begun(), seen) || !hasEnded(seen);
            return { ok: true, made: isNew ? { begunAt: clock.now() } : undefined };
          },
        });
        if (!written.ok) return written;
        body = written.body ?? body;
      }
      return { ok: true, body: { ...body, Outcome: attached ? 'attached' : 'started' } };
    },
  };
}

/**
 * Runs an instance again, once for a unit of work; one that this unit has begun is waited for, or given.
 * @returns the reply with `Outcome` (started, attached); after a wait also the instance and what the
 * wait has cost; or why there is none
 */
export async function rerunInstance(
  tools: Tools,
  rerun: Rerun,
  { limits, stopWhenCancelled, includeStatistics }: RunWait,
): Promise<Done> {
  const { action, look, failureOf, stop, simple } = rerun;
  const begun = await tools.keep('rerun', async () => {
    const now = await look();
    if (!now.ok) return now;
    const { begin, begun: since } = rerunOnce(tools, rerun);
    const done = await begin(now);
    return done.ok ? { ...done, since: since() } : done;
  });
  if (!begun.ok) return begun;
  const { since, ...done } = begun;
  if (limits === undefined) return done;

  const read = (seen: SeenInstance): Look<SeenInstance> => {
    const { tries } = seen;
    return isOverSince(since, seen)
      ? { state: 'done', value: seen, tries }
      : { state: 'pending', now: seen.now, tries };
  };
  const key = JSON.stringify([action.name, rerun.unit]);
  const waited = await waitFor(tools.client, action, limits, equalLook(key, look, read));
  if (!waited.ok) {
    if (waited.kind !== 'cancelled' || !stopWhenCancelled) return waited;
    const stopped = await stop();
    return { ...waited, before: `The instance ${stopped.ok ? 'was' : 'could not be'} stopped.` };
  }
  if (waited.value.stage === 'failed') return failureOf(waited.value, waited.calls);
  const { instance } = waited.value;
  const Instance = { ...simple(instance), ...(includeStatistics && (await rerun.moved(instance))) };
  return { ok: true, body: { ...begun.body, Instance, ...costOf(waited) } };
}
