import type { Action } from '../../alibabaCloud/service';
import type { Client } from '../../alibabaCloud/client/call';
import { clock } from '../../alibabaCloud/client/clock';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure, FailureKind } from '../../alibabaCloud/client/outcome';

/** How long and how often to look. In ms. */
export interface WaitLimits {
  /** The first pause. */
  shortestMs: number;
  longestMs: number;
  /** How long to wait in all. */
  deadlineMs: number;
}

/** What a look at the state says, and the calls that it took: one unless told. */
export type Look<Value> =
  | { state: 'done'; value: Value; tries?: number }
  /** `now` is the state in DataWorks' word for it. */
  | { state: 'pending'; now: string; tries?: number }
  | Failure;

/** What was waited for, and what the waiting took. */
export interface Waited<Value> {
  ok: true;
  value: Value;
  /** Calls that were spent on looking. */
  calls: number;
  waitedMs: number;
}

/** Looks may fail for a while without ending a wait of hours. */
const SURVIVED: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'network',
  'throttled',
  'unavailable',
  'damaged reply',
]);
const MAX_FAILED_LOOKS = 5;

/** The pause after a time already waited: a third of it, within the limits. */
export function nextPause(waitedMs: number, { shortestMs, longestMs }: WaitLimits): number {
  return Math.min(longestMs, Math.max(shortestMs, waitedMs / 3));
}

/**
 * Looks until what is waited for is done: at once, then after pauses that grow with the time already
 * waited. Ends at once when the execution is cancelled.
 * @param action the operation that looks, for messages
 */
export async function waitFor<Value>(
  client: Client,
  action: Action,
  limits: WaitLimits,
  look: () => Promise<Look<Value>>,
): Promise<Waited<Value> | Failure> {
  const begin = clock.now();
  let calls = 0;
  let failedLooks = 0;
  for (;;) {
    const seen = await look();
    calls += seen.tries ?? 1;
    const waitedMs = clock.now() - begin;
    if ('ok' in seen) {
      failedLooks += 1;
      if (!SURVIVED.has(seen.kind) || failedLooks >= MAX_FAILED_LOOKS) return seen;
    } else {
      failedLooks = 0;
      if (seen.state === 'done') return { ok: true, value: seen.value, calls, waitedMs };
    }
    const pauseMs = Math.min(nextPause(waitedMs, limits), limits.deadlineMs - waitedMs);
    if (client.cancelled() || pauseMs <= 0) {
      const now = 'now' in seen ? seen.now : 'not known';
      return {
        ok: false,
        kind: client.cancelled() ? 'cancelled' : 'deadline',
        action,
        detail: `the state is ${now} after ${Math.round(waitedMs / 1000)} s and ${calls} calls`,
        tries: calls,
        mayHaveActed: true,
        resent: false,
      };
    }
    await client.pause(pauseMs);
  }
}

/** What a wait has cost, for the output: calls that looked, and the time in seconds. */
export function costOf({ calls, waitedMs }: Waited<unknown>): JsonObject {
  return { Calls: calls, WaitedSeconds: Math.round(waitedMs / 1000) };
}
