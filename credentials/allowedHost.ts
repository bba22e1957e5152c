import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
  isLoopback,
  parseEndpoint,
  regionOf,
  type Location,
} from '../nodes/alibabaCloud/endpoints';
import { textOf } from '../nodes/alibabaCloud/signature/keys';
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
 * The signed headers go to Alibaba Cloud and to the endpoint that the credential itself names, nowhere else.
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
  const ours =
    url.protocol === 'https:'
      ? url.hostname.endsWith('.aliyuncs.com') || isLoopback(url.hostname)
      : url.protocol === 'http:' && isLoopback(url.hostname);
  if (!ours) {
    throw new UnsignableRequest(
      `The Alibaba Cloud credential does not sign requests to ${url.protocol}//${url.host}. It signs https requests to *.aliyuncs.com and to the Endpoint that is set in it.`,
    );
  }
}
