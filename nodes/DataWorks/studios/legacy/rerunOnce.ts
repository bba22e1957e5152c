import { actions } from '../../api/dataworks-2020-05-18';
import { clock } from '../../../alibabaCloud/client/clock';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { equalLook, type Look } from '../../once/poll';
import { costOf, waitFor, type PollingClient, type WaitLimits } from '../../once/waitFor';
import type { InstanceReference } from '../../fields/instanceFields';
import { actOnce } from '../../once/writeOnce';
import type { Call } from '../../resources/operation';
import { failedRun } from './failedRun';
import { readInstance, stageOf, type ReadInstance } from './readInstance';
import { simpleInstance } from './simpleInstance';

const ACTION = actions.RestartInstance;

/** An instance that is to be run again. */
export interface Rerun {
  instance: InstanceReference;
  /** How long to wait for its end; `undefined`: not at all. */
  limits: WaitLimits | undefined;
  stopWhenCancelled: boolean;
}

/** A rerun that was accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

/** What tells an attempt from the one before it. */
const markOf = ({ TaskRerunTime: count, FinishTime: end }: JsonObject) =>
  `${String(count ?? '')}/${String(end ?? '')}`;

const hasEnded = (instance: JsonObject) => ['failed', 'succeeded'].includes(stageOf(instance));

/**
 * Waits for the end of an attempt.
 * @param before the mark of the attempt before it
 */
function waitForAttempt(
  client: PollingClient,
  reference: InstanceReference,
  before: string | undefined,
  limits: WaitLimits,
) {
  const begin = clock.now();
  const look = (read: ReadInstance): Look<ReadInstance> => {
    const { instance, tries } = read;
    const isOld = markOf(instance) === before && clock.now() - begin < UNSEEN_MS;
    return hasEnded(instance) && !isOld
      ? { state: 'done', value: read, tries }
      : { state: 'pending', now: String(instance.Status), tries };
  };
  const key = `GetInstance ${reference.ProjectEnv} ${reference.InstanceId}`;
  const poll = equalLook(key, () => readInstance(client, reference), look);
  return waitFor(client, ACTION, limits, poll);
}

/**
 * Runs an instance again, once for a unit of work: where n8n runs it again, a rerun that goes on is
 * waited for, one that succeeded is given, and only after one that failed another is begun.
 * @returns the reply of RestartInstance with `Outcome` (started, attached); after a wait also the
 * instance and what the wait has cost; or why there is none
 */
export async function rerunOnce(
  { client, memory, unitToken }: Call,
  { instance: reference, limits, stopWhenCancelled }: Rerun,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const token = unitToken({ action: ACTION.name, ...reference });
  const beforeToken = `${token} before`;
  const now = await readInstance(client, reference);
  if (!now.ok) return now;
  const attached = memory.madeBy(token) !== undefined && stageOf(now.instance) !== 'failed';

  let body: JsonObject = { Success: true, RequestId: now.requestId, Data: true };
  if (!attached) {
    // Where an earlier request was lost, what was there before it is known from then.
    if (!memory.isUnsure(token)) memory.remember(beforeToken, markOf(now.instance));
    const acted = await actOnce(client, memory, ACTION, {
      token,
      send: () => client.call(ACTION, { ...reference }),
      read: () => 'begun',
      async find() {
        const read = await readInstance(client, reference);
        if (!read.ok) return read;
        const isNew = markOf(read.instance) !== memory.madeBy(beforeToken);
        return { ok: true, made: isNew || !hasEnded(read.instance) ? 'begun' : undefined };
      },
    });
    if (!acted.ok) return acted;
    body = acted.body ?? body;
  }
  body = { ...body, Outcome: attached ? 'attached' : 'started' };
  if (limits === undefined) return { ok: true, body };

  const before = attached ? undefined : memory.madeBy(beforeToken);
  const waited = await waitForAttempt(client, reference, before, limits);
  if (!waited.ok) {
    if (waited.kind !== 'cancelled' || !stopWhenCancelled) return waited;
    const stopped = await client.afterCancel().call(actions.StopInstance, { ...reference });
    return { ...waited, before: `The instance ${stopped.ok ? 'was' : 'could not be'} stopped.` };
  }
  const { instance, requestId } = waited.value;
  if (stageOf(instance) === 'failed') {
    return failedRun(client, {
      projectEnv: reference.ProjectEnv,
      begunBy: ACTION,
      failed: [instance],
      requestId,
      tries: waited.calls,
      secrets: [],
    });
  }
  return { ok: true, body: { ...body, Instance: simpleInstance(instance), ...costOf(waited) } };
}
