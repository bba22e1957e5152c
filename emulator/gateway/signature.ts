import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { header, splitTarget, type EmulatorRequest } from '../request';

/** Source: the public page on signature version 3 (ACS3-HMAC-SHA256). */
export const ALGORITHM = 'ACS3-HMAC-SHA256';

/** The parts of an Authorization header. */
export interface Authorization {
  accessKeyId: string;
  signedHeaders: string[];
  signature: string;
}

/** The parts of an Authorization header, or undefined when it is absent or formed otherwise. */
export function parseAuthorization(value: string | undefined): Authorization | undefined {
  const match =
    /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;_-]+),Signature=([0-9a-f]{64})$/.exec(
      value ?? '',
    );
  if (!match) return undefined;
  return { accessKeyId: match[1]!, signedHeaders: match[2]!.split(';'), signature: match[3]! };
}

/** SHA-256 in lower-case hex. */
export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

// RFC 3986: everything but A–Z a–z 0–9 - _ . ~ is escaped; encodeURIComponent leaves five more.
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalQuery(query: [string, string][]): string {
  return query
    .map(([name, value]) => ({ name, text: `${percentEncode(name)}=${percentEncode(value)}` }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.text < b.text ? -1 : 1))
    .map(({ text }) => text)
    .join('&');
}

/**
 * The signature (hex) that `request` must carry when `signedHeaders` are signed with `secret`.
 * The payload's hash is taken from the body itself.
 */
export function signatureOf(
  request: EmulatorRequest,
  signedHeaders: string[],
  secret: string,
): string {
  const { path, query } = splitTarget(request.url);
  const names = [...signedHeaders].sort();
  const canonicalRequest = [
    request.method,
    path,
    canonicalQuery(query),
    ...names.map((name) => `${name}:${header(request, name) ?? ''}`),
    '',
    names.join(';'),
    sha256(request.body),
  ].join('\n');
  const stringToSign = `${ALGORITHM}\n${sha256(canonicalRequest)}`;
  return createHmac('sha256', secret).update(stringToSign).digest('hex');
}

/** Whether two signatures are equal, in a time that does not tell where they differ. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
