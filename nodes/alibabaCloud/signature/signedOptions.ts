import { randomUUID } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { signAcs3, type AccessKey } from './acs3';
import type { OutgoingOptions, OutgoingRequest } from './outgoingRequest';

/** The client counts the bytes itself. An x-acs header that is not signed is refused. */
const REPLACED_HEADERS = /^(content-length|x-acs-.*)$/i;

/**
 * n8n's request options that send exactly what is signed, once.
 * @param options as they came
 * @param request as it was read out of them
 */
export function signedOptions(
  options: OutgoingOptions,
  { url, ...request }: OutgoingRequest,
  key: AccessKey,
): IHttpRequestOptions {
  const signed = signAcs3(request, key, new Date(), randomUUID());
  const kept = Object.entries(options.headers ?? {}).filter(
    ([name]) => !Object.hasOwn(signed, name.toLowerCase()) && !REPLACED_HEADERS.test(name),
  );
  const result: OutgoingOptions = {
    ...options,
    url: url.href,
    headers: { ...Object.fromEntries(kept), ...signed },
    // The signature is for this address alone, and a redirect would take the Security Token along.
    maxRedirects: 0,
  };
  for (const moved of ['uri', 'baseURL', 'qs', 'form', 'body', 'auth'] as const) {
    delete result[moved];
  }
  if (request.body.length > 0) {
    // Bytes of JSON stay untouched only as a buffer: the HTTP client trims JSON text.
    const isJson = request.contentType?.includes('json') ?? false;
    result.body =
      isJson && typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  }
  return result as IHttpRequestOptions;
}
