import { ApiError, apiError } from '../errors';
import type { Settings } from '../options';

/** The refusal of a call too many, which may be sent again after `retryAfterMs`. */
export function throttled(
  { throttling, throttlingHeader }: Pick<Settings, 'throttling' | 'throttlingHeader'>,
  retryAfterMs: number,
): ApiError {
  const { status, code, message } = apiError(throttling);
  const ms = String(Math.ceil(retryAfterMs));
  const value = {
    'x-acs-retry-after': ms,
    'x-ratelimit-user-api': `Limit:1,Remain:0,TimeLeft:${ms}`,
    none: undefined,
  }[throttlingHeader];
  return new ApiError(
    status,
    code,
    message,
    value === undefined ? {} : { [throttlingHeader]: value },
  );
}
