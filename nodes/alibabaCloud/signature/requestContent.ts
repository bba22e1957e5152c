import { fieldsOf } from './fields';
import { formBody } from './percentEncode';
import { UnsignableRequest } from './unsignableRequest';

const FORM = 'application/x-www-form-urlencoded';

/** Where n8n's request options hold a body; the last two are those of its older helper. */
export interface BodyOptions {
  body?: unknown;
  form?: unknown;
  formData?: unknown;
}

/** What is sent as the body; without a `contentType` there is no such header. */
export interface Content {
  body: string | Uint8Array;
  contentType?: string;
}

const content = (body: string | Uint8Array, contentType: string | undefined): Content =>
  contentType === undefined ? { body } : { body, contentType };

/** Whether JSON text says all that is in the value: no stream, form data or bytes. */
function isJsonValue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const isPlain = Object.prototype.toString.call(value) === '[object Object]';
  return isPlain && !('pipe' in value && typeof value.pipe === 'function');
}

/**
 * The bytes that are sent for a body: text as it is, bytes, a form, or else JSON.
 * @param stated the content-type header, where the request has one
 * @throws UnsignableRequest for a body whose bytes are not known before it is sent
 */
export function contentOf(
  method: string,
  options: BodyOptions,
  stated: string | undefined,
): Content {
  // n8n's client sends none with these.
  if (method === 'GET' || method === 'HEAD') return content('', stated);
  const type = stated?.toLowerCase();
  if (options.formData !== undefined || type?.startsWith('multipart/')) {
    throw new UnsignableRequest(
      'A multipart body cannot be signed for Alibaba Cloud. Send the parameters as query parameters or as a form.',
    );
  }
  const body = options.body ?? options.form;
  const isForm =
    type?.startsWith(FORM) ??
    (body instanceof URLSearchParams || (body !== undefined && body === options.form));
  const formType = stated ?? (isForm ? FORM : undefined);
  if (body === undefined || body === null || body === '') return content('', formType);
  if (body instanceof Uint8Array) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    // n8n's client takes the bytes of a form for pairs and throws.
    return content(isForm ? bytes.toString() : bytes, stated ?? 'application/octet-stream');
  }
  if (typeof body === 'string') return content(body, formType ?? 'text/plain');
  if (body instanceof URLSearchParams || (isForm && typeof body === 'object')) {
    return content(formBody(fieldsOf(body)), formType);
  }
  if (!isJsonValue(body)) {
    throw new UnsignableRequest(
      'A streamed body cannot be signed for Alibaba Cloud. Send the parameters as query parameters, as a form or as JSON.',
    );
  }
  const json = JSON.stringify(body);
  // n8n adds an empty object where a request has no body.
  return json === '{}' ? content('', stated) : content(json, stated ?? 'application/json');
}
