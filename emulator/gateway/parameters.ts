import { ApiError, invalidParameter } from '../errors';
import { header, splitTarget, type EmulatorRequest } from '../request';

/**
 * A parameter's type and, by `*`, that it is required. `id`: a 64-bit integer kept exact as a
 * bigint; `num`: an integer; `json`: JSON text.
 */
export type ParameterSpec = `${'string' | 'id' | 'num' | 'bool' | 'json'}${'' | '*'}`;
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

type ValueOf<S extends ParameterSpec> = S extends `id${string}`
  ? bigint
  : S extends `num${string}`
    ? number
    : S extends `bool${string}`
      ? boolean
      : S extends `json${string}`
        ? unknown
        : string;

/** The values that an operation's handler gets. */
export type ParameterValues<T extends ParameterSpecs> = {
  [K in keyof T]: T[K] extends `${string}*` ? ValueOf<T[K]> : ValueOf<T[K]> | undefined;
};

/** The parameters of a request by the place where they stood, as text. */
export interface SentParameters {
  query: Record<string, string>;
  body: Record<string, string>;
}

/** The parameters in `request`'s query and in its form body; a body of another type has none. */
export function sentParameters(request: EmulatorRequest): SentParameters {
  const isForm = (header(request, 'content-type') ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded');
  return {
    query: Object.fromEntries(splitTarget(request.url).query),
    body: isForm ? Object.fromEntries(new URLSearchParams(request.body.toString('utf8'))) : {},
  };
}

/**
 * The values of `specs` in `sent`. An empty value counts as absent.
 * Throws Missing<Param> for a required one that is absent, Invalid<Param> for one of another type.
 */
export function readParameters(
  specs: ParameterSpecs,
  sent: Record<string, string>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const text = Object.hasOwn(sent, name) ? sent[name]! : '';
    if (text !== '') values[name] = parse(name, spec, text);
    else if (spec.endsWith('*')) {
      throw new ApiError(400, `Missing${name}`, `${name} is mandatory for this action.`);
    }
  }
  return values;
}

function parse(name: string, spec: ParameterSpec, text: string): unknown {
  switch (spec.replace('*', '')) {
    case 'id':
      if (/^\d{1,19}$/.test(text)) return BigInt(text);
      break;
    case 'num':
      if (/^-?\d{1,15}$/.test(text)) return Number(text);
      break;
    case 'bool':
      if (text === 'true' || text === 'false') return text === 'true';
      break;
    case 'json':
      try {
        return JSON.parse(text);
      } catch {
        break;
      }
    default:
      return text;
  }
  throw invalidParameter(name);
}
