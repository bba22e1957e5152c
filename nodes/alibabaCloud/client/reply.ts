import type { Action } from '../service';
import { hintFor } from '../errors';
import { createRedactor, type Redact } from './redact';
import type { Body } from './readBody';
import { isJsonObject, parseExact, type Json, type JsonObject } from './exactJson';
import type { Failure, Reply } from './outcome';
import { cleanServerText } from './serverText';

/** A reply as it came from the network. */
export interface RawReply extends Body {
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, unknown>>;
}

/** Codes and request ids are short; the rest of one is no longer a name. */
const LONGEST_NAME = 100;

/** One try that failed, before the retry policy adds what it knows. */
export type TryFailure = Omit<Failure, 'tries' | 'resent' | 'gaveUp'>;

export type Reading = Pick<Reply, 'ok' | 'body' | 'serverTime'> | TryFailure;

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function retryAfterOf(headers: RawReply['headers']): number | undefined {
  const ms = Number(headers['x-acs-retry-after']);
  return Number.isFinite(ms) && ms >= 0 && headers['x-acs-retry-after'] !== '' ? ms : undefined;
}

/** Some operations give the flag as text. */
const saysSuccess = ({ Success }: JsonObject) => Success === true || Success === 'true';
const saysFailure = ({ Success, Data }: JsonObject) =>
  Success === false || Success === 'false' || (isJsonObject(Data) && Data.Status === 'fail');

/** What an accepted call's body lacks, or `undefined` when it says that all went well. */
function whatIsMissing(action: Action, body: JsonObject): string | undefined {
  if (action.accepted === 'request id') {
    return textOf(body.RequestId) ? undefined : 'The reply has no RequestId.';
  }
  if (!saysSuccess(body)) return 'The reply does not say Success.';
  if (action.accepted === 'success' || !isJsonObject(body.Data)) return undefined;
  const status = body.Data.Status;
  return status === undefined || status === null || status === 'success'
    ? undefined
    : `The reply's Data.Status is ${JSON.stringify(status)}.`;
}

function serverTimeOf({ date }: RawReply['headers']): { serverTime?: number } {
  const serverTime = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(serverTime) ? {} : { serverTime };
}

/** What is known of a failed try whose reply is no reply of the API. */
function unreadable(
  { service }: Action,
  { status, text }: RawReply,
): Pick<TryFailure, 'kind' | 'mayHaveActed'> {
  const worked = status >= 200 && status < 300;
  const damaged = worked && !text.trimStart().startsWith('<');
  const kind =
    hintFor(service, undefined, status).kind ?? (damaged ? 'damaged reply' : 'odd reply');
  return { kind, mayHaveActed: worked || (status >= 500 && kind !== 'throttled') };
}

/**
 * Reads a reply of the API.
 * @param redact takes the secrets out of what the server says
 * @returns the body of a call that worked, or what went wrong
 */
export function readReply(
  action: Action,
  raw: RawReply,
  redact: Redact = createRedactor([]),
): Reading {
  const shown = (text: unknown, longest?: number) => cleanServerText(text, longest, redact);
  const serverTime = serverTimeOf(raw.headers);
  const retryAfterMs = retryAfterOf(raw.headers);

  function failed(
    failure: Pick<TryFailure, 'kind' | 'mayHaveActed' | 'detail' | 'code'>,
    id: unknown,
  ): TryFailure {
    const requestId =
      shown(id, LONGEST_NAME) || shown(raw.headers['x-acs-request-id'], LONGEST_NAME);
    return {
      ok: false,
      action,
      httpStatus: raw.status,
      ...failure,
      ...serverTime,
      ...(requestId === '' ? {} : { requestId }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  const odd = (detail: string, id?: unknown) => failed({ ...unreadable(action, raw), detail }, id);

  if (raw.cut === 'too long') {
    return { ...odd('The reply is larger than 10 MB.'), kind: 'odd reply' };
  }
  if (raw.cut === 'broken') return odd('The reply broke off before its end.');
  if (raw.text.trim() === '') return odd('The reply is empty.');
  let body: Json;
  try {
    body = parseExact(raw.text.replace(/^\uFEFF/, ''));
  } catch {
    return odd(`The reply is not JSON. It begins: ${shown(raw.text, 120)}`);
  }
  if (!isJsonObject(body)) return odd('The reply is not a JSON object.');

  const code = textOf(body.ErrorCode) ?? textOf(body.Code);
  const refused = raw.status >= 300 || (code !== undefined && !saysSuccess(body));
  const missing = refused ? undefined : whatIsMissing(action, body);
  if (!refused && missing === undefined) return { ok: true, body, ...serverTime };
  if (code === undefined && !saysFailure(body)) {
    return odd(shown(missing) || 'The reply names no error code.', body.RequestId);
  }

  const data = isJsonObject(body.Data) ? body.Data : undefined;
  const words = textOf(body.ErrorMessage) ?? textOf(data?.Message) ?? textOf(body.Message);
  const { kind, refusal } = hintFor(action.service, code, raw.status);
  return failed(
    {
      kind: kind ?? 'refused',
      detail: shown(words) || shown(missing),
      mayHaveActed:
        kind === 'unavailable' || (raw.status >= 500 && kind === undefined && refusal !== true),
      ...(code === undefined ? {} : { code: shown(code, LONGEST_NAME) }),
    },
    body.RequestId,
  );
}
