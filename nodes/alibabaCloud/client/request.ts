import type { Action, ParameterKind } from '../service';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { formBody, type Field } from '../signature/percentEncode';
import type { PlannedCall } from './plannedCall';

type Given = Readonly<Record<string, unknown>>;

/** The fields that a value makes on the wire. */
function wireFields(name: string, kind: ParameterKind, value: unknown): [string, string][] {
  if (kind === 'json') return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
  if (kind === 'flat') return numberedFields(name, value);
  return [[name, kind === 'list' && Array.isArray(value) ? value.join(',') : String(value)]];
}

/** `Columns.1.Name`: counted from 1, lists inside go on in the same way; `null` is left out. */
function numberedFields(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const parts = Array.isArray(value)
    ? value.map((one, index): [string, unknown] => [String(index + 1), one])
    : Object.entries(value);
  return parts.flatMap(([part, one]) => numberedFields(`${name}.${part}`, one));
}

function pick(kinds: Readonly<Record<string, ParameterKind>> = {}, values: Given) {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const value = values[name];
    return value === undefined ? [] : wireFields(name, kind, value);
  });
}

/** `formBody`, and its last result kept: most items of an execution, and every retry, send the same script. */
export function createFormEncoder(): typeof formBody {
  let last: { fields: readonly Field[]; body: string } = { fields: [], body: '' };
  return (fields) => {
    const isLast =
      fields.length === last.fields.length &&
      fields.every(([name, value], index) => {
        const before = last.fields[index];
        return name === before?.[0] && value === before[1];
      });
    if (!isLast) last = { fields, body: formBody(fields) };
    return last.body;
  };
}

/** Each parameter where the operation wants it, not yet encoded; see `encodeRequest`. */
export function planCall(action: Action, origin: string, values: Given): PlannedCall {
  return {
    Action: action.name,
    Version: action.service.version,
    Method: action.method,
    Url: `${origin}/`,
    Query: Object.fromEntries(pick(action.query, values)),
    Body: Object.fromEntries(pick(action.form, values)),
  };
}

/**
 * The request of one call, not yet signed: each parameter where the operation wants it.
 * @param origin such as `https://dataworks.cn-shanghai.aliyuncs.com`
 * @param values by the API's names; `undefined` is left out
 * @param encodeForm `formBody`, or what does the same
 */
export function encodeRequest(
  action: Action,
  origin: string,
  values: Given,
  encodeForm = formBody,
): IHttpRequestOptions {
  const call = planCall(action, origin, values);
  const body = encodeForm(Object.entries(call.Body));
  return {
    method: action.method,
    url: call.Url,
    qs: call.Query,
    headers: {
      accept: 'application/json',
      'x-acs-action': call.Action,
      'x-acs-version': call.Version,
      ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body === '' ? {} : { body }),
  };
}
