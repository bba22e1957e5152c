import type { Action } from '../service';
import type { JsonObject } from './exactJson';

/** A reply that says that the call worked. */
export interface Reply {
  ok: true;
  body: JsonObject;
  /** How often the request was sent. */
  tries: number;
  /** Whether a try before the last may have acted without its reply arriving. */
  resent: boolean;
  /** The server's clock when it replied, in ms since 1970, exact to a second. */
  serverTime?: number;
}

/** What went wrong with one try, by what may be done about it. */
export type FailureKind =
  /** No connection: the request was not sent. */
  | 'unreachable'
  /** n8n did not send it: the credential's allowed domains or n8n's guard of addresses forbid it. */
  | 'not sent'
  /** The connection broke or the time ran out after the request may have been sent. */
  | 'network'
  /** Too many calls: refused before anything was done. */
  | 'throttled'
  /** The server or its gateway is in trouble for the moment. */
  | 'unavailable'
  /** The API refused the call. */
  | 'refused'
  /** STS refused the keys that the call was to be signed with: it was not sent. */
  | 'no keys'
  /** The status says that it worked, but the reply is cut, empty or otherwise not readable. */
  | 'damaged reply'
  /** What came back is no reply of the API: a proxy, a portal or another server answered. */
  | 'odd reply'
  /** What was waited for did not come within the time that was given for it. */
  | 'deadline'
  /** An earlier request may have done it, and what looks for it could not tell. */
  | 'in doubt'
  /** What was waited for has ended, and not well. */
  | 'ended badly'
  /** The n8n execution was cancelled. */
  | 'cancelled';

/** A field that cannot be used, known only once something was read. */
export interface UnfitField {
  /** As the editor shows it. */
  field: string;
  /** Goes on from "The parameter … ". */
  problem: string;
  /** The way out, a sentence. */
  todo: string;
}

/** A call that did not work, as data. Texts are clean: no markup, no secrets, at most 500 characters. */
export interface Failure {
  ok: false;
  kind: FailureKind;
  /** What was called; what it does says what did not happen. */
  action: Action;
  /** The API's error code; for a network fault that of the system (ECONNRESET …). */
  code?: string;
  /** The server's own words, or what is known of the fault. */
  detail: string;
  requestId?: string;
  httpStatus?: number;
  /** Wait that the server asked for, in ms. */
  retryAfterMs?: number;
  /** The server's clock when it replied, in ms since 1970, exact to a second. */
  serverTime?: number;
  /** How often the request was sent. */
  tries: number;
  /** Whether the server may have acted in one of the tries. */
  mayHaveActed: boolean;
  /** Whether a try before the last may have acted. */
  resent: boolean;
  /** Why it was not tried again, where the policy cut it short. */
  gaveUp?: 'time limit' | 'retry budget';
  /** The end of the log of a run that failed: lines, secrets out. */
  log?: string;
  /** Where it can be looked at in a browser. */
  link?: string;
  /** The field that names what the action cannot be done with; nothing was sent for it. */
  unfit?: UnfitField;
  /** Sentences: which steps were done before, and how to go on from there. */
  before?: string;
}

export type Outcome = Reply | Failure;
