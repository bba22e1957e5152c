import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Action } from '../api/actions';

type Value = string | number | boolean | undefined;

function pick(names: readonly string[] = [], values: Readonly<Record<string, Value>>) {
  return names.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
}

/** A form body as Alibaba Cloud's own client encodes it. */
const form = (fields: ReadonlyArray<readonly [string, string]>) =>
  fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');

/**
 * The request of one call, not yet signed: each parameter where the operation wants it.
 * @param origin such as `https://dataworks.cn-shanghai.aliyuncs.com`
 * @param values by the API's names; `undefined` is left out
 */
export function encodeRequest(
  name: string,
  action: Action,
  origin: string,
  values: Readonly<Record<string, Value>>,
): IHttpRequestOptions {
  const body = form(pick(action.form, values));
  return {
    method: action.method,
    url: `${origin}/`,
    qs: Object.fromEntries(pick(action.query, values)),
    headers: {
      accept: 'application/json',
      'x-acs-action': name,
      'x-acs-version': action.version,
      ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body === '' ? {} : { body }),
  };
}
