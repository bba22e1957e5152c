import type { Action } from '../service';
import { hintFor } from '../hintFor';
import { retryAfter } from './retryAfter';
import { readXmlFailure } from './xmlFailure';
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

/** Codes that say that all is well. */
const NO_ERROR: ReadonlySet<string> = new Set(['0', '200', 'OK', 'Success', 'success']);

/** An error code; some of DataWorks are numbers, and may come as such. */
function codeOf(value: Json | undefined): string | undefined {
  const code = typeof value === 'number' ? String(value) : textOf(value);
  return code === undefined || NO_ERROR.has(code) ? undefined : code;
}

/** Some operations give the flag as text. */
const saysSuccess = ({ Success }: JsonObject) => Success === true || Success === 'true';
const saysNo = ({ Success }: JsonObject) => Success === false || Success === 'false';
const saysFailure = (body: JsonObject) =>
  saysNo(body) || (isJsonObject(body.Data) && body.Data.Status === 'fail');

/** What a reply with a result per id, `SuccessInfo`, says where some were refused. */
function refusedIds({ SuccessInfo }: JsonObject): { detail: string; acted: boolean } | undefined {
  const results = Object.entries(isJsonObject(SuccessInfo) ? SuccessInfo : {}).flatMap(
    ([id, result]) => (isJsonObject(result) ? [{ id, result }] : []),
  );
  const refused = results.filter(({ result }) => saysNo(result));
  if (refused.length === 0) return undefined;
  return {
    detail: refused.map(({ id, result }) => `${id}: ${textOf(result.Message) ?? 'no'}`).join('; '),
    acted: refused.length < results.length,
  };
}

/** What an accepted call's body lacks, or `undefined` when it says that all went well. */
function whatIsMissing(action: Action, body: JsonObject): string | undefined {
  if (action.accepted === 'request id' || action.accepted === 'result per id') {
    if (saysNo(body)) return 'The reply says Success false.';
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
    hintFor(service, { httpStatus: status }).kind ?? (damaged ? 'damaged reply' : 'odd reply');
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
      ...retryAfter(raw.headers, failure.kind === 'throttled'),
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
    const text = raw.text.replace(/^\uFEFF/, '');
    body = readXmlFailure(text) ?? parseExact(text);
  } catch {
    return odd(`The reply is not JSON. It begins: ${shown(raw.text, 120)}`);
  }
  if (!isJsonObject(body)) return odd('The reply is not a JSON object.');

  const code = codeOf(body.ErrorCode) ?? codeOf(body.Code);
  const refused = raw.status >= 300 || (code !== undefined && !saysSuccess(body));
  const idsRefused = action.accepted === 'request id' ? refusedIds(body) : undefined;
  const missing = refused ? undefined : (idsRefused?.detail ?? whatIsMissing(action, body));
  if (!refused && missing === undefined) {
    return { ok: true, body, ...serverTime };
  }
  if (code === undefined && idsRefused === undefined && !saysFailure(body)) {
    return odd(shown(missing) || 'The reply names no error code.', body.RequestId);
  }

  const data = isJsonObject(body.Data) ? body.Data : undefined;
  const words = textOf(body.ErrorMessage) ?? textOf(data?.Message) ?? textOf(body.Message);
  const detail = shown(words) || shown(missing);
  const { kind, refusal } = hintFor(action.service, { code, httpStatus: raw.status, detail });
  return failed(
    {
      kind: kind ?? 'refused',
      detail,
      mayHaveActed:
        idsRefused?.acted === true ||
        kind === 'unavailable' ||
        (raw.status >= 500 && kind === undefined && refusal !== true),
      ...(code === undefined ? {} : { code: shown(code, LONGEST_NAME) }),
    },
    body.RequestId,
  );
}
