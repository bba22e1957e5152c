import type { ParameterSpecs, ParameterValues } from '../gateway/parameters';
import type { Settings } from '../options';
import type { Plans } from '../plans';
import type { AccessKey } from '../state/accounts';
import type { State } from '../state/state';

/** What a handler works with besides its parameters. `now`: ms since 1970. */
export interface Call {
  action: string;
  caller: AccessKey;
  state: State;
  settings: Settings;
  /** What is planned for the next deployments, runs, generations and starts. */
  plans: Plans;
  now: number;
  /** `length` hex digits from the emulator's seed. */
  randomHex(length: number): string;
  /** A UUID from the emulator's seed, e.g. 7c9a3f0e-5b1d-4a0c-9e55-0d3b6a1f2c4d. */
  randomUuid(): string;
}

/** The reply's members; RequestId is added to them. */
export type ReplyBody = Record<string, unknown>;

/**
 * How an operation says no under HTTP 200: `di` {Success, Data{Status, Message}},
 * `file` {Success, ErrorCode, ErrorMessage, HttpStatusCode}, `success` {Success} alone, where the
 * options ask for that, `none` it does not.
 */
export type FailureStyle = 'di' | 'file' | 'success' | 'none';

/** One operation of the API. */
export interface Operation {
  action: string;
  version: string;
  verbs: readonly string[];
  /** What the quota counts it as. */
  access: 'read' | 'write';
  failure: FailureStyle;
  query: ParameterSpecs;
  body: ParameterSpecs;
  handle(call: Call, parameters: Record<string, unknown>): ReplyBody;
}

const NONE = {} as const satisfies ParameterSpecs;

/** The versions of DataWorks' API that the emulator speaks; the account's quota counts both. */
export const DATAWORKS_VERSIONS = ['2020-05-18', '2024-05-18'] as const;

/** What an operation is defined by; its version and the defaults come from the factory. */
export interface Definition<Q extends ParameterSpecs, B extends ParameterSpecs> {
  action: string;
  verb?: 'GET' | 'POST';
  access: 'read' | 'write';
  failure: FailureStyle;
  query?: Q;
  body?: B;
  handle(call: Call, parameters: ParameterValues<Q> & ParameterValues<B>): ReplyBody;
}

/** Makes operations of one version of DataWorks' API, each handler typed by its parameters. */
export function operationsOf(version: (typeof DATAWORKS_VERSIONS)[number]) {
  return <
    const Q extends ParameterSpecs = typeof NONE,
    const B extends ParameterSpecs = typeof NONE,
  >(
    definition: Definition<Q, B>,
  ): Operation => {
    const { verb = 'POST', query = NONE, body = NONE, ...rest } = definition;
    return {
      ...rest,
      version,
      verbs: [verb],
      query,
      body,
      handle: definition.handle as Operation['handle'],
    };
  };
}

/** An operation of DataWorks 2020-05-18. */
export const dataWorks = operationsOf('2020-05-18');
