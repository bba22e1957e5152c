import { clock } from './clock';
import { createPace } from './pace';
import type { TryFailure } from './readReply';

/** Where calls of one kind wait for their turn: one after the other, each when it is due. */
export interface Lane {
  /**
   * Waits for a turn to send; ends at once when the execution is cancelled.
   * @param deadline ms since 1970
   * @returns when the turn came, or `undefined`, at once, where it would come after the deadline
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

export function createLane(): Lane {
  const pace = createPace();
  let ahead: Promise<void> = Promise.resolve();

  const lane: Lane = {
    refusal: undefined,

    async turn(deadline, signal) {
      if (Math.max(clock.now(), pace.dueAt()) >= deadline) return undefined;
      const front = ahead;
      let leave: () => void = () => {};
      ahead = new Promise((resolve) => (leave = resolve));
      await front;
      try {
        let now = clock.now();
        while (now < pace.dueAt() && !signal?.aborted) {
          if (pace.dueAt() >= deadline) return undefined;
          await clock.sleep(Math.ceil(pace.dueAt() - now), signal);
          now = clock.now();
        }
        if (!signal?.aborted) pace.sent(now);
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

export const createLanes = (): Lanes => ({ read: createLane(), write: createLane() });
