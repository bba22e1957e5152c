/** How long and how often to look. In ms. */
export interface WaitLimits {
  /** The first pause. */
  shortestMs: number;
  longestMs: number;
  /** How long to wait in all. */
  deadlineMs: number;
  /** Whether n8n keeps the wait, between looks, instead of this process. */
  parks?: boolean;
}

type PauseLimits = Pick<WaitLimits, 'shortestMs' | 'longestMs'>;

/** The pause after a time already waited: a third of it, within the limits. In ms. */
export function nextPause(waitedMs: number, { shortestMs, longestMs }: PauseLimits): number {
  return Math.min(longestMs, Math.max(shortestMs, waitedMs / 3));
}

/**
 * When the next look may follow one that took several calls: as late as if each of them had been a
 * look of its own, so that what a wait costs does not depend on how many it is for.
 * @param ageMs when the look was, in ms from the begin of the waiting
 * @returns ms from the begin of the waiting
 */
export function nextLookAt(ageMs: number, calls: number, limits: PauseLimits): number {
  let at = ageMs;
  for (let call = 0; call < Math.max(1, calls); call++) at += nextPause(at, limits);
  return at;
}
