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
  /** Milliseconds since 1970; noon in China on Monday, 2 March 2026, unless given. */
  startAt?: number;
  /** Whether time jumps to the next sleep's end by itself. Without it, only `advance` moves time. */
  auto?: boolean;
}

/** Only the date is faked, by which signatures go: timers and sockets stay real. */
const ALL_BUT_THE_DATE: FakeTimersConfig['doNotFake'] = [
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
];

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The built package's clock, which may be a virtual one. */
export const packageClock = (): Clock =>
  jest.requireActual<{ clock: Clock }>(join(packageRoot, 'dist/nodes/alibabaCloud/client/clock.js'))
    .clock;

/**
 * Puts a virtual clock into the built package, and gives `Date` its time, until `restore`. Sleeps end
 * without waiting, earliest first, one per turn of the event loop; a call that is on its way meanwhile
 * takes no virtual time.
 */
export function useFakeClock({
  startAt = Date.UTC(2026, 2, 2, 4),
  auto = true,
}: Options = {}): FakeClock {
  const clock = packageClock();
  const real = { ...clock };
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  const fellAsleep: Array<() => void> = [];
  let now = startAt;
  let jumping = false;
  jest.useFakeTimers({ now, doNotFake: ALL_BUT_THE_DATE });

  const moveTo = (ms: number) => {
    now = ms;
    jest.setSystemTime(ms);
  };
  const wakeNext = (until: number): boolean => {
    const next = [...sleepers].sort((a, b) => a.due - b.due)[0];
    if (!next || next.due > until) return false;
    moveTo(Math.max(now, next.due));
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
      // A machine counts whole milliseconds.
      const sleeper: Sleeper = { due: now + Math.ceil(ms), wake };
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
      moveTo(until);
    },
    async advanceToNext() {
      await turn();
      wakeNext(Infinity);
    },
    restore() {
      Object.assign(clock, real);
      jest.useRealTimers();
    },
  };
}
