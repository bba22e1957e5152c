import type { IHttpRequestOptions } from 'n8n-workflow';

import type { UnsignedRequest } from './acs3';
import { canonicalQuery, formBody, type Field } from './percentEncode';

/** n8n's request options, and those of its older helper, which the HTTP Request node still uses. */
export type OutgoingOptions = Omit<IHttpRequestOptions, 'url'> & {
  url?: string;
  uri?: string | { toString(): string };
  form?: unknown;
  formData?: unknown;
};

/** A request that cannot be signed; `message` says why and what to do. */
export class UnsignableRequest extends Error {}

/** A request whose every byte is fixed, and the URL that carries it. */
export interface OutgoingRequest extends UnsignedRequest {
  url: URL;
}

const FORM = 'application/x-www-form-urlencoded';
/** RPC calls name their operation in the query; ACS3 wants it in these headers. */
const LIFTED: Readonly<Record<string, string>> = {
  Action: 'x-acs-action',
  Version: 'x-acs-version',
};

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

function fieldsOf(values: unknown): Field[] {
  if (typeof values === 'string') return [...new URLSearchParams(values)];
  if (values instanceof URLSearchParams) return [...values];
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]): Field[] => {
    if (value === undefined || value === null) return [];
    return Array.isArray(value)
      ? value.map((one) => [name, asText(one)] as const)
      : [[name, asText(value)] as const];
  });
}

function bodyOf(
  options: OutgoingOptions,
  contentType: string | undefined,
): { body: string | Uint8Array; contentType?: string } {
  if (options.formData !== undefined || contentType?.startsWith('multipart/')) {
    throw new UnsignableRequest(
      'A multipart body cannot be signed for Alibaba Cloud. Send the parameters as query parameters or as a form.',
    );
  }
  const body: unknown = options.body ?? options.form;
  const isForm = contentType?.startsWith(FORM) ?? options.body === undefined;
  if (body === undefined || body === null || body === '') return { body: '' };
  if (body instanceof Uint8Array) {
    return { body, contentType: contentType ?? 'application/octet-stream' };
  }
  if (body instanceof URLSearchParams || (isForm && typeof body === 'object')) {
    const text = formBody(fieldsOf(body));
    return text === '' ? { body: '' } : { body: text, contentType: contentType ?? FORM };
  }
  if (typeof body === 'string')
    return { body, contentType: contentType ?? (isForm ? FORM : 'text/plain') };
  if (typeof body !== 'object' || 'pipe' in body || 'getHeaders' in body) {
    throw new UnsignableRequest(
      'A streamed body cannot be signed for Alibaba Cloud. Send the parameters as query parameters, as a form or as JSON.',
    );
  }
  const text = JSON.stringify(body);
  return text === '{}'
    ? { body: '' }
    : { body: text, contentType: contentType ?? 'application/json' };
}

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
    if (value === undefined || value === null) continue;
    if (lowerCase === 'content-type') contentType = String(value);
    else if (lowerCase.startsWith('x-acs-')) acsHeaders[lowerCase] = String(value);
  }

  const query: Field[] = [];
  for (const [name, value] of [...url.searchParams, ...fieldsOf(options.qs)]) {
    const header = LIFTED[name];
    if (header && acsHeaders[header] === undefined) acsHeaders[header] = value;
    else query.push([name, value]);
  }
  if (!acsHeaders['x-acs-action'] || !acsHeaders['x-acs-version']) {
    throw new UnsignableRequest(
      'The request names no Alibaba Cloud operation. Add the query parameters Action and Version, e.g. Action=ListProjects and Version=2020-05-18.',
    );
  }

  const method = (options.method ?? 'GET').toUpperCase();
  const content =
    method === 'GET' || method === 'HEAD' ? { body: '' } : bodyOf(options, contentType);
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
    ...content,
  };
}
