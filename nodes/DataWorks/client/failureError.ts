import { NodeApiError, type INode, type JsonObject as N8nJsonObject } from 'n8n-workflow';

import { describeFailure } from './describeFailure';
import type { Failure } from './outcome';

/**
 * A failure as n8n shows it. It holds what the failure holds and nothing of the request: no URL,
 * no header, no key.
 */
export function failureError(node: INode, failure: Failure, itemIndex: number): NodeApiError {
  const { message, todo, facts, cause } = describeFailure(failure);
  const error = new NodeApiError(node, { ...failure } as unknown as N8nJsonObject, {
    message,
    description: `${todo} (${facts})`,
    httpCode: failure.httpStatus === undefined ? '' : String(failure.httpStatus),
    itemIndex,
    ...(cause === undefined
      ? {}
      : cause === 'credential-invalid' || cause === 'configuration-invalid'
        ? { failure: { cause } }
        : {
            failure: {
              cause,
              ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
            },
          }),
  });
  // n8n's constructor swaps messages that contain a system's code (ECONNRESET …) for its own.
  error.message = message;
  return error;
}
