import fc from 'fast-check';

import type { OutgoingOptions } from '../../nodes/alibabaCloud/signature/outgoingRequest';
import type { CallInput } from './callInput';

/** How request options can state one and the same call. */
export interface RequestShape {
  /** `url` as nodes give it, `uri` as the HTTP Request node does. */
  address: 'url' | 'uri' | 'baseURL';
  /** `split`: every other parameter in the URL, the rest in `qs`. */
  query: 'qs' | 'url' | 'split';
  /** The operation as headers, or as the parameters Action and Version. */
  operation: 'headers' | 'query';
  body: 'text' | 'object' | 'form' | 'form text' | 'URLSearchParams' | 'Buffer';
}

export const requestShape: fc.Arbitrary<RequestShape> = fc.record({
  address: fc.constantFrom('url', 'uri', 'baseURL'),
  query: fc.constantFrom('qs', 'url', 'split'),
  operation: fc.constantFrom('headers', 'query'),
  body: fc.constantFrom('text', 'object', 'form', 'form text', 'URLSearchParams', 'Buffer'),
});

const FORM = 'application/x-www-form-urlencoded';

const encoded = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');

function bodyIn(shape: RequestShape['body'], form: Record<string, string>): OutgoingOptions {
  const headers = { 'Content-Type': FORM };
  switch (shape) {
    case 'text':
      return { headers, body: encoded(form) };
    case 'object':
      return { headers, body: form };
    case 'form':
      return { form };
    case 'form text':
      return { form: encoded(form) };
    case 'URLSearchParams':
      return { body: new URLSearchParams(form) };
    case 'Buffer':
      return { headers, body: Buffer.from(encoded(form)) };
  }
}

/** `call` to `endpoint`, an origin, as request options of the given shape. */
export function requestOptions(
  call: CallInput,
  endpoint: string,
  shape: RequestShape,
): OutgoingOptions {
  const { headers, ...body } = call.form ? bodyIn(shape.body, call.form) : {};
  // Where parameters of the call have these names, the operation can stand in the headers only.
  const inHeaders =
    shape.operation === 'headers' || 'Action' in call.query || 'Version' in call.query;
  const operation = inHeaders
    ? { headers: { ...headers, 'X-Acs-Action': call.action, 'x-acs-version': call.version } }
    : { headers };
  const query = {
    ...(!inHeaders && { Action: call.action, Version: call.version }),
    ...call.query,
  };

  const pairs = Object.entries(query);
  const inUrl = pairs.filter(
    (_pair, index) => shape.query === 'url' || (shape.query === 'split' && index % 2 === 0),
  );
  const apart = pairs.filter((pair) => !inUrl.includes(pair));
  const search = inUrl.length > 0 ? `/?${new URLSearchParams(inUrl).toString()}` : '/';
  return {
    ...(shape.address === 'baseURL' ? { baseURL: endpoint, url: search } : {}),
    ...(shape.address === 'url' ? { url: endpoint + search } : {}),
    ...(shape.address === 'uri' ? { uri: endpoint + search } : {}),
    ...(apart.length > 0 ? { qs: Object.fromEntries(apart) } : {}),
    method: call.method,
    ...operation,
    ...body,
  };
}
