import { createHmac } from 'node:crypto';
import { apiError } from '../errors';
import type { EmulatorRequest } from '../request';
import type { AccessKey } from '../state/accounts';
import type { Nonces } from './nonces';
import type { SentParameters } from './parameters';
import { sameSignature } from './signature';

/**
 * The earlier signature of RPC calls, HMAC-SHA1 over all parameters, which stands among them.
 * Source: the public page "RPC request signature (V1)"; @alicloud/pop-core signs like this.
 */
const FIXED = { SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', Format: 'JSON' } as const;

/** All parameters: such a call may have each in the query or in the form. */
export const allParameters = ({ query, body }: SentParameters): Record<string, string> => ({
  ...query,
  ...body,
});

/** Whether a request that has no Authorization header is signed among its parameters. */
export const isRpcSigned = (sent: SentParameters): boolean => 'Signature' in allParameters(sent);

// RFC 3986: everything but A–Z a–z 0–9 - _ . ~ is escaped; encodeURIComponent leaves five more.
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The signature (base64) of `parameters`, its own left out. */
export function rpcSignatureOf(
  method: string,
  parameters: Record<string, string>,
  secret: string,
): string {
  const canonical = Object.keys(parameters)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name]!)}`)
    .join('&');
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&${encode('/')}&${encode(canonical)}`)
    .digest('base64');
}

/**
 * The key that signed a request among its parameters. Temporary keys are not taken here. `now` in
 * ms since 1970. Throws an ApiError when it is wrongly signed, too old or replayed.
 */
export function authenticateRpc(
  request: EmulatorRequest,
  sent: SentParameters,
  {
    accessKeys,
    nonces,
    now,
    checkDate,
  }: {
    accessKeys: Map<string, AccessKey>;
    nonces: Nonces;
    now: number;
    checkDate: (date: string) => void;
  },
): AccessKey {
  const parameters = allParameters(sent);
  for (const [name, value] of Object.entries(FIXED)) {
    if (parameters[name] !== value) {
      throw apiError('IncompleteSignature', `The parameter ${name} must be ${value}.`);
    }
  }
  for (const name of ['AccessKeyId', 'SignatureNonce', 'Timestamp', 'Version', 'Action']) {
    if (!parameters[name]) {
      throw apiError('IncompleteSignature', `The parameter ${name} is missing.`);
    }
  }
  const key = accessKeys.get(parameters.AccessKeyId!);
  if (!key || key.temporary) throw apiError('InvalidAccessKeyId.NotFound');
  checkDate(parameters.Timestamp!);
  const expected = rpcSignatureOf(request.method, parameters, key.secret);
  if (!sameSignature(expected, parameters.Signature!)) throw apiError('SignatureDoesNotMatch');
  if (!nonces.use(key.id, parameters.SignatureNonce!, now)) throw apiError('SignatureNonceUsed');
  return key;
}
