import { QuotaMeter } from '../../../../emulator/gateway/quota';

/** A server's answer to one call: accepted, or throttled with the wait it asks for where it does. */
export type Answer = { accepted: true } | { accepted: false; retryAfterMs?: number };

/** Counts one call at `now` (ms since 1970). */
export type Meter = (now: number) => Answer;

const accepted: Answer = { accepted: true };

/** As the emulator counts: by the seconds of its clock. */
export function fixedSeconds(perSecond: number): Meter {
  const meter = new QuotaMeter();
  return (now) => {
    try {
      meter.count('account', 'write', now, { writesPerSecond: perSecond });
      return accepted;
    } catch (error) {
      const { headers } = error as { headers: Record<string, string> };
      return { accepted: false, retryAfterMs: Number(headers['x-acs-retry-after']) };
    }
  };
}

/** At most so many calls in any 1,000 ms. */
export function slidingSecond(perSecond: number): Meter {
  let calls: number[] = [];
  return (now) => {
    calls = calls.filter((at) => at > now - 1_000);
    if (calls.length >= perSecond) {
      return { accepted: false, retryAfterMs: Math.ceil(calls[0]! + 1_000 - now) };
    }
    calls.push(now);
    return accepted;
  };
}

/** A bucket of so many tokens that fills evenly. */
export function tokenBucket(perSecond: number): Meter {
  let tokens = perSecond;
  let filledAt = -Infinity;
  return (now) => {
    tokens = Math.min(perSecond, tokens + ((now - filledAt) * perSecond) / 1_000);
    filledAt = now;
    if (tokens < 1) {
      return { accepted: false, retryAfterMs: Math.ceil(((1 - tokens) * 1_000) / perSecond) };
    }
    tokens -= 1;
    return accepted;
  };
}

/** The same server, without the header that says how long to wait. */
export const silent =
  (meter: Meter): Meter =>
  (now) =>
    ({ accepted: meter(now).accepted }) as Answer;
