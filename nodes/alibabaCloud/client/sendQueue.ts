import { clock } from './clock';
import { createRateLimiter } from './rateLimiter';
import type { TryFailure } from './reply';

/** A queue of sends of one kind: first come, first served, each when the rate limiter lets it go. */
export interface SendQueue {
  /**
   * Waits for the turn to send; ends at once when the execution is cancelled.
   * @param deadline ms since 1970
   * @returns when the turn came, or `undefined`, as soon as that is known, where it comes too late
   */
  acquire(deadline: number, signal: AbortSignal | undefined): Promise<number | undefined>;
  /**
   * Slows all down after a throttled reply.
   * @param turnAt when the call had its turn
   * @param waitMs nothing is sent for so long
   */
  onThrottled(refusal: TryFailure, turnAt: number, waitMs: number): void;
  /** The last throttled reply. */
  refusal: TryFailure | undefined;
}

/**
 * How far apart the calls of items that are worked on together leave, in ms. Calls that leave at once
 * come back at once, and wait for each other in n8n's one thread. Services allow some 50 calls
 * a second, one in 20 ms.
 */
export const APART_MS = 8;

function createSendQueue(apartMs: number): SendQueue {
  const limiter = createRateLimiter();
  let ahead: Promise<void> = Promise.resolve();
  let lastAt = -Infinity;
  const dueAt = () => Math.max(limiter.dueAt(), lastAt + apartMs);

  const queue: SendQueue = {
    refusal: undefined,

    async acquire(deadline, signal) {
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
          limiter.onSent(now);
          lastAt = now;
        }
        return now;
      } finally {
        leave();
      }
    },

    onThrottled(refusal, turnAt, waitMs) {
      queue.refusal = refusal;
      limiter.onThrottled(turnAt, clock.now(), waitMs, refusal.retryAfterMs);
    },
  };
  return queue;
}

/** Reads and writes have quotas of their own. */
export interface SendQueues {
  read: SendQueue;
  write: SendQueue;
}

/** @param together whether several items are worked on at the same time */
export function createSendQueues(together: boolean): SendQueues {
  const apartMs = together ? APART_MS : 0;
  return { read: createSendQueue(apartMs), write: createSendQueue(apartMs) };
}
