import { clock } from '../../alibabaCloud/client/clock';
import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { equalLook } from '../once/poll';
import { costOf, waitFor, type Look } from '../once/waitFor';
import { writeOnce } from '../once/writeOnce';
import type { Done, Rerun, RunWait, SeenInstance, Tools } from './ports';

/** A rerun that was accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

const hasEnded = ({ stage }: SeenInstance) => stage === 'failed' || stage === 'succeeded';

/** When a rerun was begun, ms since 1970. */
const begunAtIn = (stored: Json | undefined): number =>
  isJsonObject(stored) && typeof stored.begunAt === 'number' ? stored.begunAt : -Infinity;

/**
 * Runs an instance again, once for a unit of work: where n8n runs it again, a rerun that goes on is
 * waited for, one that succeeded is given, and only after one that failed another is begun.
 * @returns the reply with `Outcome` (started, attached); after a wait also the instance and what the
 * wait has cost; or why there is none
 */
export async function rerunInstance(
  { client, journal, unitToken }: Tools,
  rerun: Rerun,
  { limits, stopWhenCancelled, includeStatistics }: RunWait,
): Promise<Done> {
  const { action, send, look, failureOf, stop, replyFor, simple } = rerun;
  const unit = unitToken({ action: action.name, ...rerun.unit });
  /** Whether it still is the attempt that was there before this unit acted. */
  const isOld = ({ attempt }: SeenInstance) =>
    JSON.stringify(attempt) === JSON.stringify(journal.noteOf(unit));
  const now = await look();
  if (!now.ok) return now;

  const known = journal.resultOf(unit);
  // One that was begun a moment ago may not show yet.
  const isUnseen = isOld(now) && clock.now() - begunAtIn(known) < UNSEEN_MS;
  const attached =
    known !== undefined && !journal.isUncertain(unit) && (now.stage !== 'failed' || isUnseen);
  let body: JsonObject = replyFor(now.requestId);
  if (!attached) {
    // Where an earlier request was lost, what was there before it is known from then.
    if (!journal.isUncertain(unit)) journal.note(unit, [...now.attempt]);
    const written = await writeOnce<JsonObject>(client, journal, {
      action,
      unit,
      send,
      read: () => ({ begunAt: clock.now() }),
      async find() {
        const seen = await look();
        if (!seen.ok) return seen;
        const isNew = !isOld(seen) || !hasEnded(seen);
        return { ok: true, made: isNew ? { begunAt: clock.now() } : undefined };
      },
    });
    if (!written.ok) return written;
    body = written.body ?? body;
  }
  body = { ...body, Outcome: attached ? 'attached' : 'started' };
  if (limits === undefined) return { ok: true, body };

  const begunAt = begunAtIn(journal.resultOf(unit));
  const read = (seen: SeenInstance): Look<SeenInstance> => {
    const mayBeUnseen = isOld(seen) && clock.now() - begunAt < UNSEEN_MS;
    const { tries } = seen;
    return hasEnded(seen) && !mayBeUnseen
      ? { state: 'done', value: seen, tries }
      : { state: 'pending', now: seen.now, tries };
  };
  const key = JSON.stringify([action.name, rerun.unit]);
  const waited = await waitFor(client, action, limits, equalLook(key, look, read));
  if (!waited.ok) {
    if (waited.kind !== 'cancelled' || !stopWhenCancelled) return waited;
    const stopped = await stop();
    return { ...waited, before: `The instance ${stopped.ok ? 'was' : 'could not be'} stopped.` };
  }
  if (waited.value.stage === 'failed') return failureOf(waited.value, waited.calls);
  const { instance } = waited.value;
  const Instance = { ...simple(instance), ...(includeStatistics && (await rerun.moved(instance))) };
  return { ok: true, body: { ...body, Instance, ...costOf(waited) } };
}
