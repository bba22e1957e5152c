import { ALGORITHM, sha256, signatureOf } from '../../emulator/gateway/signature';
import type { EmulatorRequest } from '../../emulator';

/** The moment at which the tests' emulators start: 2026-03-02T04:05:06Z. */
export const START = Date.UTC(2026, 2, 2, 4, 5, 6);

/** A call as a test writes it; what is left out is filled in as a right client would. */
export interface TestCall {
  action: string;
  version?: string;
  method?: string;
  query?: Record<string, string>;
  body?: Record<string, string>;
  keyId?: string;
  secret?: string;
  token?: string;
  /** ms since 1970 */
  at?: number;
  nonce?: string;
  headers?: Record<string, string>;
}

let nonces = 0;

/** A request for the emulator's core, signed as ACS3-HMAC-SHA256 asks. */
export function signedRequest(call: TestCall): EmulatorRequest {
  const body = Buffer.from(call.body ? new URLSearchParams(call.body).toString() : '');
  const query = new URLSearchParams(call.query).toString();
  const headers: Record<string, string> = {
    host: '127.0.0.1',
    'x-acs-action': call.action,
    'x-acs-version': call.version ?? '2020-05-18',
    'x-acs-date': new Date(call.at ?? START).toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce ?? `nonce-${++nonces}`,
    'x-acs-content-sha256': sha256(body),
    ...(call.body && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(call.token !== undefined && { 'x-acs-security-token': call.token }),
    ...call.headers,
  };
  const request = {
    method: call.method ?? 'POST',
    url: query ? `/?${query}` : '/',
    headers: headers as EmulatorRequest['headers'],
    body,
  };
  const signed = Object.keys(headers).sort();
  const signature = signatureOf(request, signed, call.secret ?? 'testsecret');
  request.headers.authorization = `${ALGORITHM} Credential=${call.keyId ?? 'testid'},SignedHeaders=${signed.join(';')},Signature=${signature}`;
  return request;
}
