import type { Action } from '../service';
import { UnsignableRequest } from '../signature/unsignableRequest';
import { createRedactor, type Redact } from './redact';
import type { TryFailure } from './reply';
import { cleanServerText } from './serverText';

/** Faults of the system that come before anything is sent. */
const NOT_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** What the system was doing then; the same codes can come from a connection that is in use. */
const NOT_YET_CONNECTED: ReadonlySet<string> = new Set(['connect', 'getaddrinfo']);

/** What each fault means, in words; n8n replaces messages that hold such a code by words of its own. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the address',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up at the moment',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ENETDOWN: 'the network is down',
  ECONNRESET: 'the connection was closed before the reply came',
  EPIPE: 'the connection was closed while the request was sent',
  ETIMEDOUT: 'no reply came within the time limit',
  ECONNABORTED: 'no reply came within the time limit',
  ERR_CANCELED: 'no reply came within the time limit',
};

/** Nothing a repetition could mend: the address or its certificate is wrong. */
const FINAL =
  /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID|ERR_UNESCAPED|ERR_BAD_OPTION|EPROTO)/;

function causes(error: unknown): object[] {
  const chain: object[] = [];
  for (let one = error; typeof one === 'object' && one !== null && chain.length < 6; ) {
    chain.push(one);
    one = 'cause' in one ? one.cause : undefined;
  }
  return chain;
}

const nameLike = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value);

/** The system's code; up to n8n-core 2.33 it stands in n8n's own error, which has no cause there. */
function codeOf(error: unknown): string | undefined {
  const chain = causes(error) as Array<{ code?: unknown; httpCode?: unknown }>;
  return (
    chain.map(({ code }) => code).find(nameLike) ??
    chain.map(({ httpCode }) => httpCode).find(nameLike)
  );
}

/** What the system was doing; n8n keeps the system's message, "connect ECONNRESET …", in a list. */
function systemCallOf(one: object): unknown {
  if ('syscall' in one) return one.syscall;
  const said: unknown = 'messages' in one && Array.isArray(one.messages) ? one.messages[0] : '';
  return typeof said === 'string' ? /^([a-z]+) E[A-Z]+/.exec(said)?.[1] : undefined;
}

/** Whether it broke before there was a connection. */
function brokeBeforeSending(error: unknown, code: string): boolean {
  if (NOT_SENT.has(code)) return true;
  return causes(error).some((one) => {
    // Several addresses of one host were tried.
    const all: unknown[] = 'errors' in one && Array.isArray(one.errors) ? one.errors : [one];
    return (
      all.length > 0 &&
      all.every(
        (each) =>
          typeof each === 'object' &&
          each !== null &&
          NOT_YET_CONNECTED.has(String(systemCallOf(each))),
      )
    );
  });
}

/** n8n's own refusals to send: allowed domains of the credential, its guard of addresses. */
const REFUSALS = /^(Domain not allowed|The request was blocked because)/;

/** Whether it is known that n8n, or the credential in it, did not send the request. */
function wasRefused(error: unknown): boolean {
  return causes(error).some((one) => {
    const { message, description } = one as { message?: unknown; description?: unknown };
    return (
      description === UnsignableRequest.DESCRIPTION ||
      (typeof message === 'string' && REFUSALS.test(message))
    );
  });
}

/**
 * What a thrown error of n8n's HTTP helper says, without its message: that can hold the URL and headers.
 * Whatever is not known to have come before the request was sent counts as "may have acted".
 * @param redact takes the secrets out of n8n's own words
 */
export function readSystemFault(
  action: Action,
  error: unknown,
  redact: Redact = createRedactor([]),
): TryFailure {
  const code = codeOf(error);
  // That the call was ended is what the caller did, not what was wrong.
  const shown = code === undefined || code === 'ERR_CANCELED' ? {} : { code };
  const base = { ok: false, action, ...shown } as const;
  const words = WORDS[code ?? ''];
  if (code !== undefined && brokeBeforeSending(error, code)) {
    return { ...base, kind: 'unreachable', detail: words ?? '', mayHaveActed: false };
  }
  if (code !== undefined && FINAL.test(code)) {
    return {
      ...base,
      kind: 'odd reply',
      detail: 'no secure connection could be made',
      mayHaveActed: false,
    };
  }
  if (code === undefined && wasRefused(error)) {
    const message = (causes(error).at(-1) as Error | undefined)?.message ?? '';
    const detail = cleanServerText(message, undefined, redact);
    return { ...base, kind: 'not sent', detail, mayHaveActed: false };
  }
  return {
    ...base,
    kind: 'network',
    detail: words ?? 'the connection broke',
    mayHaveActed: true,
  };
}
