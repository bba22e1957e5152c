import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials';
import type { OutgoingOptions } from '../../nodes/alibabaCloud/signature/outgoingRequest';

/** The keys that the emulator knows, and no address: the region's is used. */
export const keys = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  region: 'cn-shanghai',
};

/** Its temporary keys, which need their token. */
export const temporaryKeys = {
  ...keys,
  accessKeyId: 'STS.testid',
  accessKeySecret: 'testsecret-sts',
  securityToken: 'test-security-token',
};

type Authenticate = (
  credentials: ICredentialDataDecryptedObject,
  options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

/** What the credential makes of n8n's request options, or of those of its older helper. */
export function authenticated(
  credentials: ICredentialDataDecryptedObject,
  options: OutgoingOptions,
): Promise<IHttpRequestOptions> {
  const authenticate = new AlibabaCloudAccessKeyApi().authenticate as Authenticate;
  return authenticate(credentials, options as IHttpRequestOptions);
}

/** A signed request's parts, as an HTTP client is to send them; header names in lower case. */
export interface SignedParts {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** The parts of what `authenticated` gave. */
export function partsOf({ method, url, headers, body }: IHttpRequestOptions): SignedParts {
  const { pathname, search } = new URL(url);
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: method ?? 'GET',
    target: pathname + search,
    headers: Object.fromEntries(named) as Record<string, string>,
    body: Buffer.from((body as string | Buffer | undefined) ?? ''),
  };
}
