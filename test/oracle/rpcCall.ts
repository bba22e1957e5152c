import type OfficialClient from '@alicloud/openapi-client';
import { Params } from '@alicloud/openapi-client';

export interface RpcAction {
  /** e.g. `CreateDISyncTask` */
  action: string;
  /** e.g. `2020-05-18` */
  version: string;
  method: 'GET' | 'POST';
}

/** The official client's parameters of an RPC call over plain http whose body is a form and whose reply is JSON. */
export function rpcParams({ action, version, method }: RpcAction): Params {
  return new Params({
    action,
    version,
    protocol: 'HTTP',
    pathname: '/',
    method,
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
}

/** The options of a single call: their class comes from a package that only the client depends on. */
export type RuntimeOptions = Parameters<OfficialClient['callApi']>[2];

/** No option of a single call is set. */
export const noRuntimeOptions = {} as RuntimeOptions;
