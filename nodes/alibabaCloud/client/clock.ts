import { sleep } from 'n8n-workflow';

import { onAbort } from './onAbort';

/** Where the package's time comes from. One object, so that a test can put its own functions in. */
export const clock = {
  /** Milliseconds since 1970. */
  now(): number {
    return Date.now();
  },

  /**
   * Waits.
   * @param ms milliseconds
   * @param signal ends the wait at once when it aborts
   */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    let forget: (() => void) | undefined;
    const aborted = new Promise<void>((resolve) => {
      forget = signal && onAbort(signal, resolve);
    });
    await Promise.race([sleep(ms), aborted]);
    forget?.();
  },
};
