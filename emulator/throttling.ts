import { ApiError } from './errors';
import type { Settings } from './options';

/**
 * `failure` as that version of the API says it. 2024-05-18 says throttling by HTTP 400 and a number,
 * with the speaking name in Message and without a retry header. Sources: recorded replies; Terraform.
 */
export function inFormOf(
  version: string | undefined,
  failure: unknown,
  { studio }: Pick<Settings, 'studio'>,
): unknown {
  const isThrottling = failure instanceof ApiError && failure.code.startsWith('Throttling');
  if (version !== '2024-05-18' || studio.throttling !== 'numeric' || !isThrottling) return failure;
  return failure.code === 'Throttling.Resource' || failure.code === 'Throttling.Api.Risk'
    ? new ApiError(400, '9990040003', 'Throttling.Resource')
    : new ApiError(400, '9990020002', 'Throttling.User');
}
