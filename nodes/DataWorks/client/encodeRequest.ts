import type { IHttpRequestOptions } from 'n8n-workflow';

import { formBody, type Field } from '../../../credentials/signature/percentEncode';
import type { Action } from '../api/actions';
import type { PlannedCall } from './plannedCall';

type Value = string | number | boolean | undefined;

function pick(names: readonly string[] = [], values: Readonly<Record<string, Value>>) {
  return names.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, String(value)] as const];
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
export function planCall(
  name: string,
  action: Action,
  origin: string,
  values: Readonly<Record<string, Value>>,
): PlannedCall {
  return {
    Action: name,
    Version: action.version,
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
  name: string,
  action: Action,
  origin: string,
  values: Readonly<Record<string, Value>>,
  encodeForm = formBody,
): IHttpRequestOptions {
  const call = planCall(name, action, origin, values);
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
