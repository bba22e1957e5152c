import { ApiError, apiError } from '../errors';
import type { Settings } from '../options';

/** The quota's refusal of a call too many in one second as the settings want it; others as they are. */
export function asThrottled(
  failure: unknown,
  { throttling, throttlingHeader }: Pick<Settings, 'throttling' | 'throttlingHeader'>,
): unknown {
  if (!(failure instanceof ApiError) || failure.code !== 'Throttling.User') return failure;
  const { status, code, message } = apiError(throttling);
  const ms = failure.headers['x-acs-retry-after']!;
  const waiting: Record<Settings['throttlingHeader'], Record<string, string>> = {
    'x-acs-retry-after': { 'x-acs-retry-after': ms },
    'x-ratelimit-user-api': { 'x-ratelimit-user-api': `Limit:1,Remain:0,TimeLeft:${ms}` },
    none: {},
  };
  return new ApiError(status, code, message, waiting[throttlingHeader]);
}
