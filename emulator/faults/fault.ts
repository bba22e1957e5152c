import { BEHAVIOURS } from '../behaviours';
import { API_ERRORS, type ApiErrorCode } from '../error-codes';
import type { Turn } from '../turns';
import { ODD_REPLIES, type OddReplyName } from './odd-replies';

/** Which requests a fault meets: one, unless `after` and `times` say otherwise. */
export interface FaultTarget extends Turn {
  /** Only requests of this action; default: all. */
  action?: string;
}

/** Codes of a throttled call. */
const THROTTLING_CODES = [
  'Throttling.Api',
  'Throttling.System',
  ...BEHAVIOURS.throttling,
] as const satisfies readonly ApiErrorCode[];
export type ThrottlingCode = (typeof THROTTLING_CODES)[number];

/**
 * What goes wrong, by kind, with the settings of each. `acts: true` means that the operation is
 * carried out before the bad answer is given; the default is that it is not.
 */
export interface FaultKinds {
  /** The connection is closed before the operation is carried out. */
  'drop-request': object;
  /** The operation is carried out, then the connection is closed without a reply. */
  'drop-reply': object;
  /** The connection is reset (TCP RST). */
  reset: { acts?: boolean };
  /** The operation is carried out at once, the reply comes `ms` later (real time). */
  delay: { ms: number };
  /** Acted; the head and half of the body are sent, then nothing more. */
  stall: object;
  /** Acted; the head and half of the body are sent, then the connection is closed. */
  cut: object;
  /**
   * HTTP 429, or 400 for the codes that come so, with x-acs-retry-after when `retryAfterMs` is given.
   * Default code Throttling.Api. A call of 2024-05-18 is answered in that version's form.
   */
  throttle: { code?: ThrottlingCode; retryAfterMs?: number };
  /** HTTP 429 Throttling.Api.Risk: the day's calls are spent. */
  'day-quota-spent': object;
  /** An error reply of that code; `status` and `message` default to the code's usual ones, or 500. */
  error: { code: string; status?: number; message?: string; acts?: boolean };
  /** A front server's HTML page with that status, e.g. 502, 503 or 504. */
  html: { status: number; acts?: boolean };
  /** A reply under HTTP 200 or 302 that is not what was asked for. */
  'odd-reply': { reply: OddReplyName; acts?: boolean };
  /** HTTP 400 InvalidSecurityToken.Expired. */
  'expired-token': object;
  /** The date check's clock is off by `ms`; beyond 15 minutes that gives InvalidTimeStamp.Expired. */
  'clock-off': { ms: number };
  /** Client tokens used at least `olderThanMs` ago (default 0: all) are forgotten; no other harm. */
  'forget-client-tokens': { olderThanMs?: number };
}

export type FaultKind = keyof FaultKinds;

/** A thing that goes wrong, without saying for which requests. */
export type Misbehaviour = { [K in FaultKind]: { kind: K } & FaultKinds[K] }[FaultKind];

/** A fault: what goes wrong, and for which requests. */
export type Fault = Misbehaviour & FaultTarget;

/** Settings of each kind: its members and, for those that must be given, their type. */
const SETTINGS: Record<FaultKind, { required?: Record<string, 'number' | 'string'> }> = {
  'drop-request': {},
  'drop-reply': {},
  reset: {},
  delay: { required: { ms: 'number' } },
  stall: {},
  cut: {},
  throttle: {},
  'day-quota-spent': {},
  error: { required: { code: 'string' } },
  html: { required: { status: 'number' } },
  'odd-reply': { required: { reply: 'string' } },
  'expired-token': {},
  'clock-off': { required: { ms: 'number' } },
  'forget-client-tokens': {},
};

/** `value` as a fault, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asFault(value: unknown): Fault {
  const fault = value as Record<string, unknown>;
  const kind = String(fault['kind']);
  if (!Object.hasOwn(SETTINGS, kind)) {
    throw new TypeError(`Unknown kind "${kind}". Known: ${Object.keys(SETTINGS).join(', ')}.`);
  }
  for (const [name, type] of Object.entries(SETTINGS[kind as FaultKind].required ?? {})) {
    if (typeof fault[name] !== type) throw new TypeError(`"${kind}" needs ${name}: ${type}.`);
  }
  if (kind === 'odd-reply' && !Object.hasOwn(ODD_REPLIES, String(fault['reply']))) {
    throw new TypeError(`Unknown reply. Known: ${Object.keys(ODD_REPLIES).join(', ')}.`);
  }
  const { code = 'Throttling.Api' } = fault;
  if (kind === 'throttle' && !(THROTTLING_CODES as readonly unknown[]).includes(code)) {
    throw new TypeError(`Unknown code. Known: ${THROTTLING_CODES.join(', ')}.`);
  }
  return fault as unknown as Fault;
}

/** The usual status and message of `code`; 500 for one that is not in the table. */
export function usualError(code: string): { status: number; message: string } {
  return Object.hasOwn(API_ERRORS, code)
    ? API_ERRORS[code as ApiErrorCode]
    : { status: 500, message: code };
}
