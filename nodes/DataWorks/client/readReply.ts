import type { Action } from '../api/actions';
import { hintFor } from '../api/errors';
import { isJsonObject, parseExact, type Json, type JsonObject } from './exactJson';
import type { Failure } from './outcome';
import { cleanServerText } from './serverText';

/** A reply as it came from the network. */
export interface RawReply {
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, unknown>>;
  text: string;
}

/** Longest reply that is read, in characters. Real ones are far below. */
export const MAX_REPLY_LENGTH = 10_000_000;

/** One try that failed, before the retry policy adds what it knows. */
export type TryFailure = Omit<Failure, 'tries' | 'resent' | 'gaveUp'>;

export type Reading = { ok: true; body: JsonObject } | TryFailure;

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function retryAfterOf(headers: RawReply['headers']): number | undefined {
  const ms = Number(headers['x-acs-retry-after']);
  return Number.isFinite(ms) && ms >= 0 && headers['x-acs-retry-after'] !== '' ? ms : undefined;
}

/** What an accepted call's body lacks, or `undefined` when it says that all went well. */
function whatIsMissing(action: Action, body: JsonObject): string | undefined {
  if (action.accepted === 'request id') {
    return textOf(body.RequestId) ? undefined : 'The reply has no RequestId.';
  }
  // Some operations give the flag as text.
  if (body.Success !== true && body.Success !== 'true') return 'The reply does not say Success.';
  if (action.accepted === 'success' || !isJsonObject(body.Data)) return undefined;
  const status = body.Data.Status;
  return status === undefined || status === null || status === 'success'
    ? undefined
    : `The reply's Data.Status is ${JSON.stringify(status)}.`;
}

function unreadable(name: string, raw: RawReply, what: string): TryFailure {
  const worked = raw.status >= 200 && raw.status < 300;
  const damaged = worked && !raw.text.trimStart().startsWith('<');
  const kind = hintFor(undefined, raw.status).kind ?? (damaged ? 'damaged reply' : 'odd reply');
  return {
    ok: false,
    kind,
    action: name,
    detail: what,
    httpStatus: raw.status,
    mayHaveActed: worked || (raw.status >= 500 && kind !== 'throttled'),
  };
}

/**
 * Reads a reply of the API.
 * @param name the operation's name, for messages
 * @returns the body of a call that worked, or what went wrong
 */
export function readReply(name: string, action: Action, raw: RawReply): Reading {
  if (raw.text.length > MAX_REPLY_LENGTH) {
    return { ...unreadable(name, raw, 'The reply is larger than 10 MB.'), kind: 'odd reply' };
  }
  if (raw.text.trim() === '') return unreadable(name, raw, 'The reply is empty.');
  let parsed: Json;
  try {
    parsed = parseExact(raw.text.replace(/^\uFEFF/, ''));
  } catch {
    const words = cleanServerText(raw.text).slice(0, 120);
    return unreadable(name, raw, `The reply is not JSON. It begins: ${words}`);
  }
  if (!isJsonObject(parsed)) return unreadable(name, raw, 'The reply is not a JSON object.');

  const body = parsed;
  const code = textOf(body.ErrorCode) ?? textOf(body.Code);
  const refused = raw.status >= 300 || (code !== undefined && body.Success !== true);
  const missing = refused ? undefined : whatIsMissing(action, body);
  if (!refused && missing === undefined) return { ok: true, body };

  const data = isJsonObject(body.Data) ? body.Data : undefined;
  const words = textOf(body.ErrorMessage) ?? textOf(data?.Message) ?? textOf(body.Message);
  const hint = hintFor(code, raw.status);
  const isApiReply = code !== undefined || body.Success === false || data !== undefined;
  if (!isApiReply) return unreadable(name, raw, missing ?? 'The reply names no error code.');
  const retryAfterMs = retryAfterOf(raw.headers);
  const requestId = textOf(body.RequestId);
  return {
    ok: false,
    kind: hint.kind ?? 'refused',
    action: name,
    detail: cleanServerText(words) || (missing ?? ''),
    httpStatus: raw.status,
    mayHaveActed: hint.kind === 'unavailable' || (raw.status >= 500 && hint.kind === undefined),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId: cleanServerText(requestId) }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
