import type { JsonObject, Json } from './client/exactJson';
import type { ServiceErrors } from './errors';

/**
 * What a parameter's value is and how it goes on the wire: a 64-bit `id` as the text of its digits,
 * `json` as JSON text, a `list` joined by commas, a `flat` list of objects under numbered names
 * (`Columns.1.Name`).
 */
export type ParameterKind = keyof ParameterValues;

interface ParameterValues {
  text: string;
  id: string | number;
  number: string | number;
  boolean: string | boolean;
  json: JsonObject | readonly Json[];
  list: readonly (string | number)[];
  flat: readonly JsonObject[];
}

/** One action of an API, as data. */
export interface ActionData {
  /** What it does, as in "DataWorks did not …". */
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
   * or just a RequestId, for the actions that have no `Success`.
   */
  accepted: 'success' | 'success and status' | 'request id';
}

/** One version of one service's API. */
export interface Service extends ServiceErrors {
  /** As messages name it. */
  name: string;
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
