import { onAbort } from './onAbort';

/** Time limits: end work that takes too long, and all work when the execution is cancelled. */
export interface CallTimeouts {
  /**
   * Runs work whose signal goes off after `timeoutMs`, or with the cancel.
   * @returns what the work gives, or rejects with what it throws
   */
  run<Result>(timeoutMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

/**
 * One timer watches all work that is under way: a timer for each call would live on for its whole
 * time limit after a call that took milliseconds.
 * @param cancel `undefined`: nothing cancels
 */
export function createCallTimeouts(cancel: AbortSignal | undefined): CallTimeouts {
  /** What is under way, with the end of its time by `performance.now()`. */
  const underWay = new Map<AbortController, number>();
  let wakesAt = Infinity;

  function wakeAt(end: number): void {
    if (end >= wakesAt) return;
    wakesAt = end;
    const timer = AbortSignal.timeout(Math.max(0, Math.ceil(end - performance.now())));
    timer.addEventListener('abort', () => endOverdue(end), { once: true });
  }

  function endOverdue(wokenAt: number): void {
    if (wokenAt === wakesAt) wakesAt = Infinity;
    for (const [controller, end] of underWay) {
      if (end <= wokenAt) controller.abort();
      else wakeAt(end);
    }
  }

  return {
    async run(timeoutMs, work) {
      const controller = new AbortController();
      if (cancel?.aborted) controller.abort();
      const forget = cancel && onAbort(cancel, () => controller.abort());
      const end = performance.now() + timeoutMs;
      underWay.set(controller, end);
      wakeAt(end);
      try {
        return await work(controller.signal);
      } finally {
        underWay.delete(controller);
        forget?.();
      }
    },
  };
}
