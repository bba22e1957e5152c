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
}

/** The reply's members; RequestId is added to them. */
export type ReplyBody = Record<string, unknown>;

/**
 * How an operation says no under HTTP 200: `di` {Success, Data{Status, Message}},
 * `file` {Success, ErrorCode, ErrorMessage, HttpStatusCode}, `none` it does not.
 */
export type FailureStyle = 'di' | 'file' | 'none';

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

/** An operation of DataWorks 2020-05-18, its handler typed by its parameters. */
export function dataWorks<
  const Q extends ParameterSpecs = typeof NONE,
  const B extends ParameterSpecs = typeof NONE,
>(definition: {
  action: string;
  verb?: 'GET' | 'POST';
  access: 'read' | 'write';
  failure: FailureStyle;
  query?: Q;
  body?: B;
  handle(call: Call, parameters: ParameterValues<Q> & ParameterValues<B>): ReplyBody;
}): Operation {
  const { verb = 'POST', query = NONE, body = NONE, ...rest } = definition;
  return {
    ...rest,
    version: '2020-05-18',
    verbs: [verb],
    query,
    body,
    handle: definition.handle as Operation['handle'],
  };
}
