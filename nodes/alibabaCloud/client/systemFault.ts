import type { Action } from '../service';
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

function codeOf(error: unknown): string | undefined {
  for (const one of causes(error)) {
    const code = (one as { code?: unknown }).code;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  }
  return undefined;
}

/** Whether it broke before there was a connection. */
function wasNotSent(error: unknown, code: string): boolean {
  if (NOT_SENT.has(code)) return true;
  return causes(error).some((one) => {
    // Several addresses of one host were tried.
    const all = 'errors' in one && Array.isArray(one.errors) ? one.errors : [one];
    return all.length > 0 && all.every((each) => NOT_YET_CONNECTED.has(each?.syscall));
  });
}

/**
 * What a thrown error of n8n's HTTP helper says, without its message: that can hold the URL and headers.
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
  if (code !== undefined && wasNotSent(error, code)) {
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
  if (code === undefined && !causes(error).some((one) => 'isAxiosError' in one)) {
    // n8n itself refused to send it: allowed domains of the credential, its guard of addresses.
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
