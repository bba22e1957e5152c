import { clock } from './clock';
import { createPace } from './rateLimiter';
import type { TryFailure } from './reply';

/** Where calls of one kind wait for their turn: one after the other, each when it is due. */
export interface Lane {
  /**
   * Waits for a turn to send; ends at once when the execution is cancelled.
   * @param deadline ms since 1970
   * @returns when the turn came, or `undefined`, as soon as that is known, where it comes too late
   */
  turn(deadline: number, signal: AbortSignal | undefined): Promise<number | undefined>;
  /**
   * Slows all down after a throttled reply.
   * @param turnAt when the call had its turn
   * @param waitMs nothing is sent for so long
   */
  slowDown(refusal: TryFailure, turnAt: number, waitMs: number): void;
  /** The last throttled reply. */
  refusal: TryFailure | undefined;
}

/**
 * How far apart the calls of items that are worked on together leave, in ms. Calls that leave at once
 * come back at once, and wait for each other in n8n's one thread. DataWorks allows 50 a second at
 * most, one in 20 ms.
 */
export const APART_MS = 8;

function createLane(apartMs: number): Lane {
  const pace = createPace();
  let ahead: Promise<void> = Promise.resolve();
  let lastAt = -Infinity;
  const dueAt = () => Math.max(pace.dueAt(), lastAt + apartMs);

  const lane: Lane = {
    refusal: undefined,

    async turn(deadline, signal) {
      if (Math.max(clock.now(), dueAt()) >= deadline) return undefined;
      const front = ahead;
      let leave: () => void = () => {};
      ahead = new Promise((resolve) => (leave = resolve));
      await front;
      try {
        let now = clock.now();
        while (now < dueAt() && !signal?.aborted) {
          if (dueAt() >= deadline) return undefined;
          await clock.sleep(Math.ceil(dueAt() - now), signal);
          now = clock.now();
        }
        if (now >= deadline && !signal?.aborted) return undefined;
        if (!signal?.aborted) {
          pace.sent(now);
          lastAt = now;
        }
        return now;
      } finally {
        leave();
      }
    },

    slowDown(refusal, turnAt, waitMs) {
      lane.refusal = refusal;
      pace.throttled(turnAt, clock.now(), waitMs, refusal.retryAfterMs);
    },
  };
  return lane;
}

/** Reads and writes have quotas of their own. */
export interface Lanes {
  read: Lane;
  write: Lane;
}

/** @param together whether several items are worked on at the same time */
export function createLanes(together: boolean): Lanes {
  const apartMs = together ? APART_MS : 0;
  return { read: createLane(apartMs), write: createLane(apartMs) };
}
