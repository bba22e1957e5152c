import { NodeApiError, type INode, type JsonObject as N8nJsonObject } from 'n8n-workflow';

import { describeFailure } from './describeFailure';
import type { Failure } from './outcome';

/**
 * The node as an error of n8n keeps it: which one it is and what it does, without its other
 * parameters. Error workflows get the error, and a script in the parameters can hold passwords.
 */
export function bareNode(node: INode): INode {
  const { resource, operation } = node.parameters;
  return { ...node, parameters: { resource: resource ?? null, operation: operation ?? null } };
}

/**
 * A failure as n8n shows it. It holds what the failure holds and nothing of the request: no URL,
 * no header, no key.
 */
export function failureError(node: INode, failure: Failure, itemIndex: number): NodeApiError {
  const { message, todo, facts, cause } = describeFailure(failure);
  const stored = { ...failure, action: failure.action.name };
  const error = new NodeApiError(bareNode(node), stored as unknown as N8nJsonObject, {
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
