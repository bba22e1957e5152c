import type { JsonObject, Json } from './client/exactJson';
import type { ServiceHosts } from './endpoints';
import type { ServiceErrors, ServiceWords } from './errors';

/**
 * What a parameter's value is and how it goes on the wire: a 64-bit `id` as the text of its digits,
 * `json` as JSON text (a text goes as it is, with all digits of its integers), a `list` joined by
 * commas, a `flat` list of objects under numbered names (`Columns.1.Name`).
 */
export type ParameterKind = keyof ParameterValues;

interface ParameterValues {
  text: string;
  id: string | number;
  number: string | number;
  boolean: string | boolean;
  json: JsonObject | readonly Json[] | string;
  list: readonly (string | number)[];
  flat: readonly JsonObject[];
}

/** One action of an API, as data. */
export interface ActionData {
  /** What it does, as in "<service> did not …". */
  does: string;
  method: 'GET' | 'POST' | 'PUT';
  /**
   * What sending it twice does: `read` changes nothing, `token` is deduplicated by its ClientToken,
   * `write` may act twice.
   */
  effect: 'read' | 'token' | 'write';
  /** Parameters in the query string. */
  query?: Readonly<Record<string, ParameterKind>>;
  /** Parameters in the form body. */
  form?: Readonly<Record<string, ParameterKind>>;
  /**
   * What says that it worked: `Success` true; that and `Data.Status` "success" where it is given;
   * or a RequestId, for the actions that need have no `Success`: neither that nor the result of any
   * id in `SuccessInfo` may be false then. With `result per id` the caller reads those results.
   */
  accepted: 'success' | 'success and status' | 'request id' | 'result per id';
}

/** What all versions of a service have in common. */
export interface Product extends ServiceWords {
  hosts: ServiceHosts;
}

/** One version of one service's API. */
export interface Service extends ServiceErrors {
  version: string;
}

/** An action that can be called. */
export interface Action extends ActionData {
  name: string;
  service: Service;
}

/** The actions of a service, by name: each knows its service. */
export function defineService<const Data extends Readonly<Record<string, ActionData>>>(
  service: Service,
  data: Data,
): { readonly [Name in keyof Data]: Data[Name] & Pick<Action, 'name' | 'service'> } {
  return Object.fromEntries(
    Object.entries(data).map(([name, action]) => [name, { ...action, name, service }]),
  ) as ReturnType<typeof defineService<Data>>;
}

type Kinds<A extends ActionData> = (A extends { query: infer Query } ? Query : unknown) &
  (A extends { form: infer Form } ? Form : unknown);

/** The parameters of an action, by the API's names. `undefined` is not sent. */
export type ActionParameters<A extends ActionData> = {
  -readonly [Name in keyof Kinds<A>]?:
    | (Kinds<A>[Name] extends ParameterKind ? ParameterValues[Kinds<A>[Name]] : never)
    | undefined;
};
