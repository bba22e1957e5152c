import type { RawReply } from '../../nodes/alibabaCloud/client/reply';

/** A body as JSON.parse reads it: long ids are rounded, but text stays text and numbers numbers. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a reply whose form is in question
export type Body = any;

/** A reply as it came. */
export interface Seen {
  status: number;
  headers: RawReply['headers'];
  body: Body;
}

export function seenOf({ status, headers, text }: RawReply): Seen {
  try {
    return { status, headers, body: JSON.parse(text) ?? {} };
  } catch {
    return { status, headers, body: {} };
  }
}

/** A code as DataWorks has them, whole; anything else is not shown. */
const CODE = /^(?:\d{1,19}|[A-Z][A-Za-z]*(?:\.[A-Z][A-Za-z]*)*)$/;

const codeIn = ({ body }: Seen): string | undefined => {
  const code: unknown = body.Code ?? body.ErrorCode;
  return code === undefined || code === null ? undefined : String(code);
};

/** The code of a refusal; `undefined` where there is none, or what stands there is no code. */
export function codeOf(seen: Seen): string | undefined {
  const code = codeIn(seen);
  return code !== undefined && code.length <= 60 && CODE.test(code) ? code : undefined;
}

/** Whether the reply refuses, in whatever form. */
export const refuses = ({ status, body }: Seen): boolean =>
  status >= 300 || body.Success === false || body.Data?.Status === 'fail';

/** The form of a reply: of the gateway, in the body, or no refusal. */
export function formOf(seen: Seen): 'gateway' | 'body' | 'accepted' {
  if (seen.status >= 300) return 'gateway';
  return refuses(seen) ? 'body' : 'accepted';
}

/** Status, code and language of a refusal: nothing of what was asked about. */
export function refusalWords(seen: Seen): string {
  if (!refuses(seen)) return `HTTP ${seen.status}, accepted`;
  const { body } = seen;
  const words = String(body.Message ?? body.ErrorMessage ?? body.Data?.Message ?? '');
  const language = /\p{Script=Han}/u.test(words)
    ? 'Chinese'
    : words === ''
      ? 'no words'
      : 'English';
  const code = codeOf(seen) ?? (codeIn(seen) === undefined ? 'no code' : 'a code of another form');
  return `HTTP ${seen.status}, ${code}, ${language}`;
}

/** The headers that say how long to wait, that are known of. */
const WAITING = ['x-acs-retry-after', 'x-ratelimit-user-api', 'x-ratelimit-user', 'retry-after'];

export const waitingHeader = ({ headers }: Seen): string =>
  WAITING.find((name) => headers[name] !== undefined) ?? 'none';

/** Whether a reply says that there were too many calls. Source: live-evidence's row on throttling. */
export const isThrottled = (seen: Seen): boolean =>
  refuses(seen) &&
  (seen.status === 429 ||
    /Throttling/.test(`${codeIn(seen)} ${seen.body.Message}`) ||
    /^99900[24]000[123]$/.test(codeIn(seen) ?? ''));
