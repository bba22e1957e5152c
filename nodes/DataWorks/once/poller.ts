import { clock } from '../../alibabaCloud/client/clock';
import { onAbort } from '../../alibabaCloud/client/onAbort';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { passesByItself } from '../../alibabaCloud/client/retry';
import { nextLookAt, nextPause, type WaitLimits } from './pauses';
import type { Asked, Look, Poll } from './poll';

/** How a wait ended. */
export interface Ended {
  /** `cancelled`: the execution was; `deadline`: its time was over. */
  by: 'look' | 'cancelled' | 'deadline';
  /** What was seen last; `undefined`: no look was answered. */
  seen: Look<unknown> | undefined;
  /** The last look, where it failed. */
  failure: Failure | undefined;
  /** Calls of the looks that covered it, also of those that covered others too. */
  calls: number;
  waitedMs: number;
}

/** What is kept of a wait that is parked between two looks. Times in ms since 1970. */
export interface ParkedWait {
  begin: number;
  lookedAt: number;
  calls: number;
  /** Whether a look that was for it first did not cover it: it is looked at alone. */
  isMissed?: boolean;
}

/** A wait goes on later, by another execution: nothing is to be done after it here. */
export class Parked extends Error {
  /** @param until when it is to be looked at again, ms since 1970 */
  constructor(
    readonly wait?: ParkedWait,
    readonly until = 0,
  ) {
    super();
  }
}

/** The one loop in which all items of an execution wait. */
export interface Poller {
  /**
   * Waits until a look says that it is over, its time is, or the execution is cancelled. Failures that
   * pass by themselves are outlived.
   * @param parked what is kept of it from an earlier round
   * @throws Parked what is not over when a round is
   */
  wait(poll: Poll<unknown>, limits: WaitLimits, parked?: ParkedWait): Promise<Ended>;
  /** Looks at those who wait, as far as the pace allows it now: a round. */
  look(): void;
}

interface Waiter {
  poll: Poll<unknown>;
  limits: WaitLimits;
  begin: number;
  /** From when its pauses grow. */
  movedAt: number;
  deadline: number;
  /** When it would look next if it were alone. */
  dueAt: number;
  /** When it was looked at last, whether that worked or not; at first its begin. */
  lookedAt: number;
  calls: number;
  isMissed: boolean;
  seen: Look<unknown> | undefined;
  failure: Failure | undefined;
  end(ended: Ended): void;
  fail(error: unknown): void;
}

const hasMoved = (look: Look<unknown>) => 'moved' in look && look.moved === true;

/**
 * A wait looks at once, then after pauses that grow with the time already waited. Waits share the
 * looks that cover them, and all together keep the pace of a single one, counted by calls: with
 * pauses of 5 s to 60 s that is 70 calls in an hour, however many wait. Where one look cannot cover
 * all, looks go round in turn and ends are seen later. Beyond that pace are only the looks that see
 * nothing but ends, or that set a next step going, after which pauses are short again; and a last look
 * at the deadline: at most one for each wait.
 * @param signal n8n's, of the execution
 * @param inRounds whether it waits for `look`, and parks what a round leaves instead of pausing
 */
export function createPoller(signal: AbortSignal | undefined, inRounds = false): Poller {
  const waiters = new Set<Waiter>();
  /** Groups whose look for several was refused: each is looked at alone. */
  const apart = new Set<unknown>();
  const costs = new Map<unknown, Map<string, number>>();
  let isRunning = false;
  /** Since when somebody has been waiting without a break. */
  let begin = 0;
  /** When the pace allows the next look. */
  let paceAt = 0;
  /** When somebody was looked at for the last time, at a deadline. */
  let lastLookAt = -Infinity;
  let sleep: { until: number; wake: AbortController } | undefined;

  /** Those of whoever wants to look most often. */
  function pauses() {
    let shortestMs = Infinity;
    let longestMs = Infinity;
    for (const { limits } of waiters) {
      shortestMs = Math.min(shortestMs, limits.shortestMs);
      longestMs = Math.min(longestMs, limits.longestMs);
    }
    return { shortestMs, longestMs };
  }

  function end(waiter: Waiter, by: Ended['by']): void {
    waiters.delete(waiter);
    const { seen, failure, calls } = waiter;
    waiter.end({ by, seen, failure, calls, waitedMs: clock.now() - waiter.begin });
  }

  function note(waiter: Waiter, look: Look<unknown>, tries: number): void {
    const now = clock.now();
    const failure = 'ok' in look ? look : undefined;
    waiter.calls += tries;
    waiter.lookedAt = now;
    waiter.failure = failure;
    if (!failure) waiter.seen = look;
    const isOver = failure ? !passesByItself(failure) : 'state' in look && look.state === 'done';
    if (isOver) end(waiter, 'look');
    else if (waiter.deadline <= now) end(waiter, 'deadline');
    else {
      if (hasMoved(look)) waiter.movedAt = now;
      const pauseMs = nextPause(now - waiter.movedAt, waiter.limits);
      waiter.dueAt = Math.min(now + pauseMs, waiter.deadline);
    }
  }

  function costsOf(group: unknown): Map<string, number> {
    const known = costs.get(group) ?? new Map<string, number>();
    costs.set(group, known);
    return known;
  }

  /** Who is to be looked at now, or until when nobody is. */
  function next(now: number): Waiter | number {
    let first: Waiter | undefined;
    let until = Infinity;
    for (const waiter of waiters) {
      const at = Math.min(waiter.deadline, Math.max(paceAt, waiter.dueAt));
      if (at > now) until = Math.min(until, at);
      else if (!first || waiter.lookedAt < first.lookedAt) first = waiter;
    }
    return first ?? until;
  }

  /** The first, and all that look with it, the one that was looked at longest ago before others. */
  function groupOf(first: Waiter): Waiter[] {
    const { group } = first.poll;
    if (apart.has(group) || first.isMissed) return [first];
    const others = [...waiters].filter((one) => one !== first && one.poll.group === group);
    return [first, ...others.sort((one, other) => one.lookedAt - other.lookedAt)];
  }

  /** What a look says of each that it covers. */
  function looksOf(
    asked: Asked<unknown, unknown> | Failure,
    asking: Waiter[],
  ): [Waiter, Look<unknown>][] {
    if (!asked.ok) return asking.map((waiter) => [waiter, asked]);
    return asking.flatMap((waiter): [Waiter, Look<unknown>][] => {
      const look = asked.seen.get(waiter.poll.subject);
      return look === undefined ? [] : [[waiter, look]];
    });
  }

  async function look(first: Waiter): Promise<void> {
    const asking = groupOf(first);
    const limits = pauses();
    first.lookedAt = clock.now();
    if (first.deadline <= first.lookedAt) lastLookAt = first.lookedAt;
    let asked: Asked<unknown, unknown> | Failure;
    try {
      asked = await first.poll.ask(
        asking.map(({ poll }) => poll.subject),
        costsOf(first.poll.group),
      );
    } catch (error) {
      for (const waiter of asking) {
        waiters.delete(waiter);
        waiter.fail(error);
      }
      return;
    }
    if (!asked.ok && signal?.aborted) return;
    const isForAll = asked.ok || passesByItself(asked) || asking.length === 1;
    if (!isForAll) apart.add(first.poll.group);
    const covered = isForAll ? looksOf(asked, asking) : [];
    first.isMissed = !covered.some(([waiter]) => waiter === first);
    for (const [waiter, seen] of covered) note(waiter, seen, asked.tries);
    const now = clock.now();
    if (covered.some(([, seen]) => hasMoved(seen))) begin = now;
    // A look that was not in vain for anybody: the next may follow at once.
    const isUseful = ([waiter, seen]: (typeof covered)[number]) =>
      !waiters.has(waiter) || hasMoved(seen);
    if (covered.length > 0 && covered.every(isUseful)) return;
    const waitMs = asked.ok ? 0 : (asked.retryAfterMs ?? 0);
    paceAt = Math.max(begin + nextLookAt(now - begin, asked.tries, limits), now + waitMs);
  }

  /** Whether a wait whose time is over was seen when another's was, a moment ago. */
  const wasSeenLately = ({ lookedAt, seen, deadline }: Waiter, now: number) =>
    deadline <= now &&
    seen !== undefined &&
    lookedAt >= lastLookAt &&
    now - lastLookAt < pauses().longestMs;

  async function pause(until: number): Promise<void> {
    const wake = new AbortController();
    sleep = { until, wake };
    const forget = signal && onAbort(signal, () => wake.abort());
    await clock.sleep(until - clock.now(), wake.signal);
    forget?.();
    sleep = undefined;
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiters.size > 0) {
      if (signal?.aborted) {
        for (const waiter of waiters) end(waiter, 'cancelled');
        break;
      }
      const now = clock.now();
      const first = next(now);
      if (typeof first === 'number' && inRounds) {
        for (const waiter of waiters) {
          const { begin, lookedAt, calls, isMissed } = waiter;
          waiters.delete(waiter);
          waiter.fail(new Parked({ begin, lookedAt, calls, isMissed }, first));
        }
      } else if (typeof first === 'number') await pause(first);
      else if (wasSeenLately(first, now)) end(first, 'deadline');
      else await look(first);
    }
    isRunning = false;
  }

  return {
    look: () => {
      if (!isRunning) void run();
    },
    wait: (poll, limits, parked) =>
      new Promise((resolve, reject) => {
        const now = clock.now();
        const since = parked?.begin ?? now;
        if (waiters.size === 0) {
          begin = since;
          paceAt = now;
        }
        waiters.add({
          poll,
          limits,
          begin: since,
          movedAt: since,
          deadline: since + limits.deadlineMs,
          dueAt: now,
          lookedAt: parked?.lookedAt ?? now,
          calls: parked?.calls ?? 0,
          isMissed: parked?.isMissed ?? false,
          seen: undefined,
          failure: undefined,
          end: resolve,
          fail: reject,
        });
        if (inRounds) return;
        if (!isRunning) void run();
        else if (sleep && sleep.until > Math.max(now, paceAt)) sleep.wake.abort();
      }),
  };
}
