import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { parseEndpoint, regionOf, type Location } from '../nodes/alibabaCloud/endpoints';
import { textOf } from '../nodes/alibabaCloud/signature/keys';
import type { OutgoingOptions } from '../nodes/alibabaCloud/signature/outgoingRequest';
import { UnsignableRequest } from '../nodes/alibabaCloud/signature/unsignableRequest';

/**
 * The address in the credential's Endpoint.
 * @throws InvalidLocation that says what is wrong with it, or with the Region without it
 */
export function namedEndpoint(credentials: ICredentialDataDecryptedObject): URL | undefined {
  const endpoint = textOf(credentials.endpoint);
  if (endpoint !== '') return new URL(parseEndpoint(endpoint));
  regionOf(credentials as Location);
  return undefined;
}

/**
 * The signed headers go to Alibaba Cloud over https, and to the endpoint that the credential itself
 * names, nowhere else: also this machine's addresses only when they are that endpoint.
 * @throws UnsignableRequest for any other address, and for one with a user name or a password
 */
export function refuseForeignHost(url: URL, named: URL | undefined): void {
  if (url.username !== '' || url.password !== '') {
    // n8n's client would send them instead of the signature.
    throw new UnsignableRequest(
      `The URL to ${url.host} has a user name or a password in it. Take it out: the Alibaba Cloud credential signs the request.`,
    );
  }
  if (url.host === named?.host && url.protocol === named.protocol) return;
  if (url.protocol !== 'https:' || !url.hostname.endsWith('.aliyuncs.com')) {
    throw new UnsignableRequest(
      `The Alibaba Cloud credential does not sign requests to ${url.protocol}//${url.host}. It signs https requests to *.aliyuncs.com and to the Endpoint that is set in it.`,
    );
  }
}

/** How n8n's request options decide who can read the request; the older helper has more of them. */
type ConnectionOptions = OutgoingOptions & {
  rejectUnauthorized?: unknown;
  strictSSL?: unknown;
  insecure?: unknown;
};

/** Settings of a connection that do not change whom it trusts. */
const HARMLESS: ReadonlySet<string> = new Set([
  'timeout',
  'keepAlive',
  'keepAliveMsecs',
  'maxSockets',
  'maxFreeSockets',
  'family',
  'cert',
  'key',
  'passphrase',
]);

const isUncheckedOption = (options: ConnectionOptions): boolean => {
  const { skipSslCertificateValidation: skip, rejectUnauthorized, strictSSL, insecure } = options;
  const isOff = (value: unknown) => value !== undefined && value !== null && value !== true;
  return Boolean(skip) || Boolean(insecure) || isOff(rejectUnauthorized) || isOff(strictSSL);
};

/**
 * Nobody on the way reads what is signed: certificates are checked against those that this n8n
 * trusts, and a proxy gets no plain http.
 * @throws UnsignableRequest that names the option to take out
 */
export function refuseReadableConnection(url: URL, options: ConnectionOptions): void {
  const { agentOptions, proxy } = options;
  const unchecked = Object.entries(agentOptions ?? {}).some(
    ([name, value]) =>
      value !== undefined &&
      !HARMLESS.has(name) &&
      !(name === 'rejectUnauthorized' && value === true),
  );
  if (isUncheckedOption(options)) {
    throw new UnsignableRequest(
      'The Alibaba Cloud credential does not sign a request whose certificate is not checked: whoever poses as Alibaba Cloud could use it. Turn off Ignore SSL Issues.',
    );
  }
  if (unchecked) {
    throw new UnsignableRequest(
      'The Alibaba Cloud credential does not sign a request with a certificate authority or connection settings of its own: whoever poses as Alibaba Cloud could use it. Take out the SSL certificates; n8n trusts what NODE_EXTRA_CA_CERTS names.',
    );
  }
  if (url.protocol === 'http:' && proxy) {
    throw new UnsignableRequest(
      'The Alibaba Cloud credential does not sign an http request through a proxy, which could read it. Take out the option Proxy, or use https.',
    );
  }
}
