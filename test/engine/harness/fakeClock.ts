import { join } from 'node:path';

import { packageRoot } from './builtPackage';

/** The package's source of time (dist/nodes/alibabaCloud/client/clock.js). */
interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends at once, without throwing, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

interface Sleeper {
  due: number;
  wake(): void;
}

export interface FakeClock {
  now(): number;
  /** The length in ms of every sleep so far, in the order of the calls. */
  readonly sleeps: readonly number[];
  /** Resolves as soon as a sleep is under way. */
  untilSleeping(): Promise<void>;
  /** Lets time pass: wakes who is due, in order, and leaves the clock `ms` later. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until the next sleep ends; at once when nothing sleeps. */
  advanceToNext(): Promise<void>;
  /** Gives the package its own clock back. */
  restore(): void;
}

interface Options {
  /** Milliseconds since 1970; 2024-01-01T00:00:00Z unless given. */
  startAt?: number;
  /** Whether time jumps to the next sleep's end by itself. Without it, only `advance` moves time. */
  auto?: boolean;
}

/** What jest leaves alone where it fakes the date, with which signatures go: all else. */
export const ALL_BUT_THE_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Puts a virtual clock into the built package until `restore`. Sleeps end without waiting, earliest
 * first, one per turn of the event loop; a call that is on its way meanwhile takes no virtual time.
 */
export function useFakeClock({
  startAt = Date.UTC(2024, 0, 1),
  auto = true,
}: Options = {}): FakeClock {
  const { clock } = jest.requireActual<{ clock: Clock }>(
    join(packageRoot, 'dist/nodes/alibabaCloud/client/clock.js'),
  );
  const real = { ...clock };
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  const fellAsleep: Array<() => void> = [];
  let now = startAt;
  let jumping = false;

  const wakeNext = (until: number): boolean => {
    const next = [...sleepers].sort((a, b) => a.due - b.due)[0];
    if (!next || next.due > until) return false;
    now = Math.max(now, next.due);
    next.wake();
    return true;
  };
  const jump = async () => {
    jumping = true;
    do await turn();
    while (wakeNext(Infinity));
    jumping = false;
  };

  clock.now = () => now;
  clock.sleep = (ms, signal) =>
    new Promise<void>((resolve) => {
      sleeps.push(ms);
      const wake = () => {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { due: now + ms, wake };
      sleepers.add(sleeper);
      fellAsleep.splice(0).forEach((tell) => tell());
      signal?.addEventListener('abort', wake);
      if (signal?.aborted) wake();
      else if (auto && !jumping) void jump();
    });

  return {
    now: () => now,
    sleeps,
    untilSleeping: () =>
      sleepers.size > 0
        ? Promise.resolve()
        : new Promise((resolve) => void fellAsleep.push(resolve)),
    async advance(ms) {
      const until = now + ms;
      do await turn();
      while (wakeNext(until));
      now = until;
    },
    async advanceToNext() {
      await turn();
      wakeNext(Infinity);
    },
    restore: () => void Object.assign(clock, real),
  };
}
