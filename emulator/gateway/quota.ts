import { chinaDate } from '../china-time';
import { ApiError, apiError } from '../errors';

/** Limits per account; an absent limit is no limit. */
export interface Quota {
  readsPerSecond?: number;
  writesPerSecond?: number;
  callsPerDay?: number;
  callsPerMonth?: number;
}

/** Limits of the editions, as far as the public pages agree on them. */
export const EDITIONS = {
  basic: { readsPerSecond: 5, writesPerSecond: 5, callsPerDay: 100, callsPerMonth: 3100 },
  enterprise: { readsPerSecond: 50, writesPerSecond: 20, callsPerMonth: 1_000_000 },
} as const satisfies Record<string, Quota>;

export type Edition = keyof typeof EDITIONS;

/**
 * Counts the calls of each account in windows of a second, a day and a month. Days and months turn
 * at midnight in China; the pages do not say, this is assumed.
 */
export class QuotaMeter {
  #counts = new Map<string, { window: string; calls: number }>();

  /**
   * Counts one call of `account` at `now` (ms). Throws Throttling.User with x-acs-retry-after when
   * the second is full, Throttling.Api.Risk when the day is, Throttling.Resource when the month is.
   * A refused call is not counted.
   */
  count(account: string, access: 'read' | 'write', now: number, quota: Quota | undefined): void {
    if (!quota) return;
    const today = chinaDate(now);
    const perSecond = access === 'read' ? quota.readsPerSecond : quota.writesPerSecond;
    const meters = [
      this.#meter(`${account} month`, today.slice(0, 7), quota.callsPerMonth, () =>
        apiError('Throttling.Resource'),
      ),
      this.#meter(`${account} day`, today, quota.callsPerDay, () =>
        apiError('Throttling.Api.Risk'),
      ),
      this.#meter(`${account} ${access}`, String(Math.floor(now / 1000)), perSecond, () =>
        throttled(1000 - (now % 1000)),
      ),
    ];
    for (const meter of meters) meter.calls += 1;
  }

  #meter(key: string, window: string, limit: number | undefined, refusal: () => ApiError) {
    let meter = this.#counts.get(key);
    if (meter?.window !== window) {
      meter = { window, calls: 0 };
      this.#counts.set(key, meter);
    }
    if (limit !== undefined && meter.calls >= limit) throw refusal();
    return meter;
  }
}

function throttled(retryAfterMs: number): ApiError {
  const { status, code, message } = apiError('Throttling.User');
  return new ApiError(status, code, message, {
    'x-acs-retry-after': String(Math.ceil(retryAfterMs)),
  });
}
