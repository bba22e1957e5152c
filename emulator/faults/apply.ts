import { STATUS_CODES } from 'node:http';
import { ApiError, apiError } from '../errors';
import type { Outcome, Reply } from '../request';
import { usualError, type FaultKind, type Misbehaviour } from './fault';
import { htmlReply, oddReply } from './odd-replies';

/** One request and what can be done with it. */
export interface Exchange {
  /** Carries the request out; `skewMs` puts the date check's clock off. */
  answer(skewMs?: number): Reply;
  /** The reply of a refusal, without carrying anything out. */
  refuse(failure: ApiError): Reply;
  /** Whether the operation has been carried out. */
  acted(): boolean;
  /** Forgets the client tokens that were used at least so long ago. */
  forgetClientTokens(olderThanMs: number): void;
}

type Apply = {
  [K in FaultKind]: (fault: Extract<Misbehaviour, { kind: K }>, exchange: Exchange) => Outcome;
};

const APPLY: Apply = {
  'drop-request': () => ({ kind: 'dropped', how: 'close', acted: false }),
  'drop-reply': (_fault, exchange) => {
    exchange.answer();
    return { kind: 'dropped', how: 'close', acted: exchange.acted() };
  },
  reset: ({ acts }, exchange) => {
    if (acts) exchange.answer();
    return { kind: 'dropped', how: 'reset', acted: exchange.acted() };
  },
  delay: ({ ms }, exchange) => ({ ...exchange.answer(), delayMs: ms }),
  stall: (_fault, exchange) => ({ ...exchange.answer(), halfSent: 'stall' }),
  cut: (_fault, exchange) => ({ ...exchange.answer(), halfSent: 'cut' }),
  throttle: ({ code = 'Throttling.Api', retryAfterMs }, exchange) => {
    const { status, message } = apiError(code);
    const headers: Record<string, string> =
      retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(retryAfterMs) };
    return exchange.refuse(new ApiError(status, code, message, headers));
  },
  'day-quota-spent': (_fault, exchange) => exchange.refuse(apiError('Throttling.Api.Risk')),
  error: ({ code, status, message, acts }, exchange) => {
    const usual = usualError(code);
    if (acts) exchange.answer();
    return exchange.refuse(new ApiError(status ?? usual.status, code, message ?? usual.message));
  },
  html: ({ status, acts }, exchange) => {
    if (acts) exchange.answer();
    return htmlReply(status, STATUS_CODES[status] ?? '');
  },
  'odd-reply': ({ reply, acts = false }, exchange) =>
    oddReply(reply, acts, () => exchange.answer()),
  'expired-token': (_fault, exchange) => exchange.refuse(apiError('InvalidSecurityToken.Expired')),
  'clock-off': ({ ms }, exchange) => exchange.answer(ms),
  'forget-client-tokens': ({ olderThanMs = 0 }, exchange) => {
    exchange.forgetClientTokens(olderThanMs);
    return exchange.answer();
  },
};

/** What becomes of a request that meets `fault`. */
export function applyFault(fault: Misbehaviour, exchange: Exchange): Outcome {
  const apply = APPLY[fault.kind] as (fault: Misbehaviour, exchange: Exchange) => Outcome;
  return apply(fault, exchange);
}
