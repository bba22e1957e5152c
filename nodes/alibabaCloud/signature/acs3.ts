import { createHash, createHmac } from 'node:crypto';

/** The keys of an Alibaba Cloud account, a RAM user, or (with a token) of a temporary session. */
export interface AccessKey {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** What is signed: exactly what is sent. */
export interface UnsignedRequest {
  method: string;
  /** The host header: name, and port where it is not the protocol's own. */
  host: string;
  /** Percent-encoded, beginning with `/`. */
  path: string;
  /** As `canonicalQuery` makes it. */
  query: string;
  body: string | Uint8Array;
  /** Only with a body. */
  contentType?: string;
  /** `x-acs-…` headers of the call, lower-case: at least x-acs-action and x-acs-version. */
  acsHeaders: Readonly<Record<string, string>>;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/**
 * Signs a request with ACS3-HMAC-SHA256.
 *
 * Source: "V3 request structure and signature" (help.aliyun.com/document_detail/315526.html).
 * @param date when it is sent, to the second; the server refuses 15 minutes and more of difference
 * @param nonce never used before with these keys
 * @returns the headers to send, by lower-case name, Authorization among them
 */
export function signAcs3(
  request: UnsignedRequest,
  key: AccessKey,
  date: Date,
  nonce: string,
): Record<string, string> {
  const contentHash = sha256(request.body);
  const headers: Record<string, string> = {
    host: request.host,
    ...request.acsHeaders,
    'x-acs-date': `${date.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': contentHash,
  };
  if (request.contentType) headers['content-type'] = request.contentType;
  if (key.securityToken) {
    headers['x-acs-accesskey-id'] = key.accessKeyId;
    headers['x-acs-security-token'] = key.securityToken;
  }

  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const canonicalRequest = [
    request.method,
    request.path,
    request.query,
    canonicalHeaders,
    signedHeaders,
    contentHash,
  ].join('\n');
  const signature = createHmac('sha256', key.accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonicalRequest)}`)
    .digest('hex');

  headers.authorization = `${ALGORITHM} Credential=${key.accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return headers;
}
