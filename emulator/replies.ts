import { ApiError, BusinessError, DataIntegrationFailure, SuccessFalse } from './errors';
import { exactJson } from './exact-json';
import { htmlReply } from './faults/odd-replies';
import type { Operation } from './operations/operation';
import type { Settings } from './options';
import type { Reply } from './request';
import type { LogEntry } from './request-log';

/** A JSON reply; RequestId is added to `body` and to the headers. */
export function jsonReply(
  status: number,
  body: Record<string, unknown>,
  requestId: string,
  headers: Record<string, string> = {},
): Reply {
  return {
    kind: 'reply',
    status,
    headers: {
      'content-type': 'application/json;charset=utf-8',
      'x-acs-request-id': requestId,
      ...headers,
    },
    body: Buffer.from(exactJson({ RequestId: requestId, ...body })),
  };
}

/**
 * The reply for what `operation` (undefined: unknown) threw, its code noted in the log entry.
 * Throws `failure` again when it is none of the emulator's refusals.
 */
export function failureReply(
  failure: unknown,
  operation: Operation | undefined,
  { host, entry, settings }: { host: string; entry: LogEntry; settings: Settings },
): Reply {
  const { requestId } = entry;
  if (failure instanceof ApiError) {
    entry.code = failure.code;
    return errorReply(failure, requestId, host);
  }
  if (failure instanceof SuccessFalse) {
    entry.code = failure.code;
    return jsonReply(200, { Success: false }, requestId);
  }
  const isBusiness = failure instanceof BusinessError || failure instanceof DataIntegrationFailure;
  if (!isBusiness || !operation || operation.failure === 'none') throw failure;
  const isDiSync = operation.failure === 'di';
  if ((isDiSync ? settings.diSyncRefusals : settings.refusals) === 'gateway') {
    const refusal = failure.inGatewayForm();
    entry.code = refusal.code;
    return errorReply(refusal, requestId, host);
  }
  if (isDiSync) {
    entry.code = 'fail';
    const data = { Status: 'fail', Message: failure.message };
    return jsonReply(200, { Success: false, Data: data }, requestId);
  }
  if (failure instanceof DataIntegrationFailure) throw failure;
  entry.code = failure.code;
  return jsonReply(
    200,
    {
      Success: false,
      ErrorCode: failure.code,
      ErrorMessage: failure.message,
      HttpStatusCode: 200,
    },
    requestId,
  );
}

/** Alibaba Cloud's error body, with where to read more under Recommend. */
function errorReply(failure: ApiError, requestId: string, host: string): Reply {
  const { status, code, message, headers } = failure;
  const recommend = `https://api.alibabacloud.com/troubleshoot?q=${code}&product=dataworks-public&requestId=${requestId}`;
  return jsonReply(
    status,
    { HostId: host, Code: code, Message: message, Recommend: recommend },
    requestId,
    headers,
  );
}

/** What a front server says to a request target that is too long. */
export function tooLongReply(): Reply {
  return htmlReply(414, 'Request-URI Too Large');
}
