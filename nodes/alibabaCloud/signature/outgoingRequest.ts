import type { IHttpRequestOptions } from 'n8n-workflow';

import type { UnsignedRequest } from './acs3';
import { fieldsOf } from './fields';
import { canonicalQuery, type Field } from './percentEncode';
import { contentOf, type BodyOptions } from './requestContent';
import { UnsignableRequest } from './unsignableRequest';

/** n8n's request options, and those of its older helper, which the HTTP Request node still uses. */
export type OutgoingOptions = Omit<IHttpRequestOptions, 'url'> &
  BodyOptions & {
    url?: string;
    uri?: string | { toString(): string };
  };

/** A request whose every byte is fixed, and the URL that carries it. */
export interface OutgoingRequest extends UnsignedRequest {
  url: URL;
}

/** RPC calls name their operation in the query; ACS3 wants it in these headers. */
const LIFTED: ReadonlyMap<string, string> = new Map([
  ['Action', 'x-acs-action'],
  ['Version', 'x-acs-version'],
]);

/**
 * Reads what is about to be sent out of n8n's request options.
 *
 * The URL may hold a query, `qs` may hold more of it; `Action` and `Version` there become the
 * headers that ACS3 wants. The body may be text, bytes, a form or JSON.
 * @throws UnsignableRequest without an absolute URL or an operation, and for bodies whose bytes are not known
 */
export function readOutgoingRequest(options: OutgoingOptions): OutgoingRequest {
  const target = String(options.url ?? options.uri ?? '');
  const base = options.baseURL;
  if (!URL.canParse(target, base)) {
    throw new UnsignableRequest(
      `The URL "${target}" is not an absolute address such as https://dataworks.cn-shanghai.aliyuncs.com/.`,
    );
  }
  const url = new URL(target, base);

  const acsHeaders: Record<string, string> = {};
  let contentType: string | undefined;
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    const lowerCase = name.toLowerCase();
    if (value === undefined || value === null || value === '') continue;
    if (lowerCase === 'content-type') contentType = String(value);
    else if (lowerCase.startsWith('x-acs-')) acsHeaders[lowerCase] = String(value);
  }

  const query: Field[] = [];
  for (const [name, value] of [...url.searchParams, ...fieldsOf(options.qs)]) {
    const header = LIFTED.get(name);
    if (header && acsHeaders[header] === undefined) acsHeaders[header] = value;
    else query.push([name, value]);
  }
  if (!acsHeaders['x-acs-action'] || !acsHeaders['x-acs-version']) {
    throw new UnsignableRequest(
      'The request names no Alibaba Cloud operation. Add the query parameters Action and Version, e.g. Action=ListProjects and Version=2020-05-18.',
    );
  }

  const method = (options.method ?? 'GET').toUpperCase();
  const canonical = canonicalQuery(query);
  url.search = canonical;
  url.hash = '';
  return {
    url,
    method,
    host: url.host,
    path: url.pathname,
    query: canonical,
    acsHeaders,
    ...contentOf(method, options, contentType),
  };
}
