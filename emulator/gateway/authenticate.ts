import { apiError } from '../errors';
import { header, type EmulatorRequest } from '../request';
import type { AccessKey } from '../state/accounts';
import type { Nonces } from './nonces';
import { parseAuthorization, sameSignature, sha256, signatureOf } from './signature';

/** Headers that every signed request must carry. Source: the page on signature version 3. */
const REQUIRED_HEADERS = [
  'host',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
];

/** Largest accepted difference between x-acs-date and the server's clock. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** What the check needs besides the request; `now` in ms since 1970. */
export interface AuthenticationContext {
  accessKeys: Map<string, AccessKey>;
  nonces: Nonces;
  now: number;
  /** How far the date check's clock is off, in ms. */
  skewMs?: number;
}

/**
 * The key that signed `request`. Throws an ApiError when the request is unsigned, wrongly signed,
 * too old, replayed, or its key or token is not good.
 */
export function authenticate(request: EmulatorRequest, context: AuthenticationContext): AccessKey {
  const clock = context.now + (context.skewMs ?? 0);
  const authorization = parseAuthorization(header(request, 'authorization'));
  if (!authorization) throw apiError('IncompleteSignature');
  for (const name of REQUIRED_HEADERS) {
    if (!header(request, name)) {
      throw apiError('IncompleteSignature', `The request header "${name}" is missing.`);
    }
  }
  const mustBeSigned = Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'));
  for (const name of ['host', ...mustBeSigned]) {
    if (!authorization.signedHeaders.includes(name)) {
      throw apiError('IncompleteSignature', `The request header "${name}" is not signed.`);
    }
  }

  const key = context.accessKeys.get(authorization.accessKeyId);
  if (!key) throw apiError('InvalidAccessKeyId.NotFound');
  checkToken(key, header(request, 'x-acs-security-token'), context);
  checkDate(header(request, 'x-acs-date')!, clock);

  if (header(request, 'x-acs-content-sha256') !== sha256(request.body)) {
    throw apiError(
      'SignatureDoesNotMatch',
      'The header x-acs-content-sha256 does not match the request body.',
    );
  }
  const expected = signatureOf(request, authorization.signedHeaders, key.secret);
  if (!sameSignature(expected, authorization.signature)) throw apiError('SignatureDoesNotMatch');
  // Last: a nonce is spent only by a request that its owner signed.
  if (!context.nonces.use(key.id, header(request, 'x-acs-signature-nonce')!, context.now)) {
    throw apiError('SignatureNonceUsed');
  }
  return key;
}

function checkToken(key: AccessKey, token: string | undefined, context: AuthenticationContext) {
  if (!key.temporary) {
    if (token === undefined || token === '') return;
    throw apiError('InvalidSecurityToken.MismatchWithAccessKey');
  }
  if (!token) throw apiError('MissingSecurityToken');
  if (token !== key.temporary.token) {
    const known = [...context.accessKeys.values()].some((one) => one.temporary?.token === token);
    throw apiError(
      known ? 'InvalidSecurityToken.MismatchWithAccessKey' : 'InvalidSecurityToken.Malformed',
    );
  }
  if (context.now >= key.temporary.expiresAt) throw apiError('InvalidSecurityToken.Expired');
}

function checkDate(date: string, now: number) {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(at)) throw apiError('InvalidTimeStamp.Format');
  if (Math.abs(now - at) > MAX_SKEW_MS) throw apiError('InvalidTimeStamp.Expired');
}
