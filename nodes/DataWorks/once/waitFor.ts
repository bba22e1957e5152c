import type { Action } from '../../alibabaCloud/service';
import type { Client } from '../../alibabaCloud/client/call';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Join } from './joiner';
import type { WaitLimits } from './pauses';
import type { Look, Poll } from './poll';
import type { Ended, Poller } from './poller';

export type { WaitLimits } from './pauses';
export type { Look } from './poll';

/** A client of an item that waits, and sends what is equal, together with the others of its execution. */
export type PollingClient = Client & { poller: Poller; join: Join };

/** What was waited for, and what the waiting took. */
export interface Waited<Value> {
  ok: true;
  value: Value;
  /**
   * Calls of the looks that looked at it. One that looked at what others wait for too counts for each
   * of them, so the sum over items can be more than was sent.
   */
  calls: number;
  waitedMs: number;
}

/** A look that no other wait shares. */
function ownLook<Value>(look: () => Promise<Look<Value>>): Poll<Value> {
  return {
    group: look,
    subject: look,
    async ask() {
      const seen = await look();
      return { ok: true, tries: seen.tries ?? 1, seen: new Map([[look, seen]]) };
    },
  };
}

function failureOf(action: Action, { by, seen, failure, calls, waitedMs }: Ended): Failure {
  if (failure && (by === 'look' || (by === 'deadline' && !seen))) return failure;
  const now = seen && 'now' in seen ? seen.now : 'not known';
  return {
    ok: false,
    kind: by === 'cancelled' ? 'cancelled' : 'deadline',
    action,
    detail: `the state is ${now} after ${Math.round(waitedMs / 1000)} s and ${calls} calls`,
    tries: calls,
    mayHaveActed: true,
    resent: false,
  };
}

/**
 * Looks until what is waited for is done: at once, then after pauses that grow with the time already
 * waited; see `createPoller` for what items that wait together share. Looks that fail are outlived
 * where the failure passes by itself. Ends at once when the execution is cancelled.
 * @param action the operation that looks, for messages
 * @param look what looks, for this wait alone or for others too
 * @returns what a look gave; its failure; that the time is over (`deadline`), or, where no look was
 * answered in that time, why not
 */
export async function waitFor<Value>(
  client: PollingClient,
  action: Action,
  limits: WaitLimits,
  look: (() => Promise<Look<Value>>) | Poll<Value>,
): Promise<Waited<Value> | Failure> {
  const poll = typeof look === 'function' ? ownLook(look) : look;
  const ended = await client.poller.wait(poll, limits);
  const { by, seen, calls, waitedMs } = ended;
  if (by === 'look' && !ended.failure && seen && 'value' in seen) {
    return { ok: true, value: seen.value as Value, calls, waitedMs };
  }
  return failureOf(action, ended);
}

/** What a wait has cost, for the output: calls that looked at it, and the time in seconds. */
export function costOf({ calls, waitedMs }: Waited<unknown>): JsonObject {
  return { Calls: calls, WaitedSeconds: Math.round(waitedMs / 1000) };
}
