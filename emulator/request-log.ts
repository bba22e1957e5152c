import { parseAuthorization } from './gateway/signature';
import { sentParameters, type SentParameters } from './gateway/parameters';
import { header, type EmulatorRequest } from './request';

/** One request as a test sees it afterwards. Secrets of the signature are blanked. */
export interface LogEntry {
  /** Emulator time of arrival, ms since 1970. */
  at: number;
  method: string;
  action: string | undefined;
  version: string | undefined;
  accessKeyId: string | undefined;
  nonce: string | undefined;
  parameters: SentParameters;
  headers: Record<string, string>;
  requestId: string;
  /** HTTP status of the reply; undefined when none was sent. */
  status: number | undefined;
  /** Error code, also that of an HTTP 200 body; undefined when the call succeeded. */
  code: string | undefined;
  /** The kind of fault that the request met, if any. */
  fault: string | undefined;
  /** Whether the operation was carried out, so its effect is there even if no reply was. */
  acted: boolean;
}

/** Headers as text, with the signature and the security token replaced by "***". */
function loggableHeaders(request: EmulatorRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  if (headers['x-acs-security-token']) headers['x-acs-security-token'] = '***';
  if (headers['authorization']) {
    const authorization = parseAuthorization(headers['authorization']);
    headers['authorization'] = authorization
      ? headers['authorization'].replace(authorization.signature, '***')
      : '***';
  }
  return headers;
}

/** The entry of a request that arrived at `at` (ms); its outcome is filled in later. */
export function openEntry(request: EmulatorRequest, at: number, requestId: string): LogEntry {
  return {
    at,
    method: request.method,
    action: header(request, 'x-acs-action'),
    version: header(request, 'x-acs-version'),
    accessKeyId: parseAuthorization(header(request, 'authorization'))?.accessKeyId,
    nonce: header(request, 'x-acs-signature-nonce'),
    parameters: sentParameters(request),
    headers: loggableHeaders(request),
    requestId,
    status: undefined,
    code: undefined,
    fault: undefined,
    acted: false,
  };
}
