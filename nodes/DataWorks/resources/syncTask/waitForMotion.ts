import type { ActionName } from '../../api/actions';
import type { Motion } from '../../api/states';
import type { Client } from '../../client/client';
import { clock } from '../../client/clock';
import type { JsonObject } from '../../client/exactJson';
import type { Failure } from '../../client/outcome';
import { waitFor, type Look, type Waited, type WaitLimits } from '../../client/waiting';
import type { TaskReference } from '../../parameters/taskReference';
import { readInstanceInfo } from './instanceInfo';

/** A start that has been accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

/**
 * Waits until a real-time task or solution runs, or until it is at rest.
 * @param begunBy the operation that began it: what did not happen, in messages
 * @returns the last reply of GetDISyncInstanceInfo, or why there is none
 */
export function waitForMotion(
  client: Client,
  begunBy: ActionName,
  task: TaskReference,
  wished: Extract<Motion, 'running' | 'at rest'>,
  limits: WaitLimits,
): Promise<Waited<JsonObject> | Failure> {
  let wasSeen = false;
  const begin = clock.now();
  return waitFor(client, begunBy, limits, async (): Promise<Look<JsonObject>> => {
    const info = await readInstanceInfo(client, task);
    if (!info.ok) return info;
    const { body, motion, now, message, requestId, tries } = info;
    if (motion === wished) return { state: 'done', value: body };
    wasSeen ||= motion === 'starting';
    const isOver = motion === 'at rest' && (wasSeen || clock.now() - begin >= UNSEEN_MS);
    if (!isOver) return { state: 'pending', now };
    return {
      ok: false,
      kind: 'ended badly',
      action: begunBy,
      detail: `the state is ${now}${message === '' ? '' : `: ${message}`}`,
      requestId,
      httpStatus: 200,
      tries,
      mayHaveActed: true,
      resent: false,
    };
  });
}
