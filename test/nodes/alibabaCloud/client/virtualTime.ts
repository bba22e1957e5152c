import { clock } from '../../../../nodes/alibabaCloud/client/clock';

/** Time that passes only in sleeps, and then at once. */
export interface VirtualTime {
  now(): number;
  /** Lets time pass until the work is done. Rejects when the work waits for something else than time. */
  until<Result>(work: Promise<Result>): Promise<Result>;
  restore(): void;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Puts a virtual clock into the client until `restore`.
 * @param startAt ms since 1970
 */
export function useVirtualTime(startAt: number): VirtualTime {
  const real = { ...clock };
  const sleepers = new Set<{ due: number; wake: () => void }>();
  let now = startAt;

  clock.now = () => Math.floor(now);
  clock.sleep = (ms, signal) =>
    new Promise((resolve) => {
      const sleeper = {
        due: now + ms,
        wake: () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake);
      if (signal?.aborted) sleeper.wake();
    });

  return {
    now: () => now,
    async until(work) {
      let isDone = false;
      const end = () => (isDone = true);
      work.then(end, end);
      for (await turn(); !isDone; await turn()) {
        const next = [...sleepers].reduce((a, b) => (b.due < a.due ? b : a));
        now = Math.max(now, next.due);
        next.wake();
      }
      return work;
    },
    restore: () => void Object.assign(clock, real),
  };
}
