import { clock } from '../../alibabaCloud/client/clock';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { endedBadly } from '../../alibabaCloud/client/failure';
import { equalLook, type Poll } from '../once/poll';
import { costOf, waitFor, type Look, type WaitLimits } from '../once/waitFor';
import type { Activity, Done, Progress, Tools } from './ports';
import { setState } from './setState';

/** A change that was accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

/**
 * Starts or stops what runs on and on, once, and waits for the end of that where asked to.
 * @param limits how long to wait; `undefined`: not at all
 * @returns the reply of the API with `Outcome`; after a wait also what the port says of its
 * end, and what the wait has cost; or why there is none
 */
export async function startOrStop(
  tools: Tools,
  activity: Activity,
  limits: WaitLimits | undefined,
): Promise<Done> {
  const { client } = tools;
  const { accepted, done } = activity;
  const changed = await setState(tools, activity);
  if (!changed.ok || limits === undefined) return changed;

  const waited = await waitFor(client, activity.action, limits, lookForEnd(activity));
  if (!waited.ok) {
    const isOurs = changed.body.Outcome === done;
    if (waited.kind !== 'cancelled' || !activity.takeBack || !isOurs) return waited;
    const stopped = await activity.takeBack();
    return { ...waited, before: `The task ${stopped.ok ? 'was' : 'could not be'} stopped.` };
  }
  const end = activity.endIn(waited.value);
  const Outcome = changed.body.Outcome === accepted ? done : changed.body.Outcome!;
  return { ok: true, body: { ...changed.body, Outcome, ...end, ...costOf(waited) } };
}

function lookForEnd({ action, unit, lookAtProgress }: Activity): Poll<JsonObject> {
  const begin = clock.now();
  let wasSeen = false;
  const read = (seen: Progress): Look<JsonObject> => {
    const { stage, body, now, message, tries } = seen;
    if (stage === 'reached') return { state: 'done', value: body };
    wasSeen ||= stage === 'on the way';
    const isAtRest = stage === 'at rest' && (wasSeen || clock.now() - begin >= UNSEEN_MS);
    const isOver = stage === 'over' || isAtRest;
    if (!isOver) return { state: 'pending', now };
    const detail = `the state is ${now}${message === '' ? '' : `: ${message}`}`;
    return endedBadly(action, detail, { body, tries });
  };
  return equalLook(JSON.stringify([action.name, unit]), lookAtProgress, read);
}
