import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Action, ActionParameters } from '../service';
import { RoleFailure } from '../role/roleFailure';
import { clock } from './clock';
import { growingRedactor, type Redact } from './redact';
import { encodeRequest, planCall, type createFormEncoder } from './request';
import type { SendQueues } from './sendQueue';
import type { Failure, Outcome } from './outcome';
import type { PlannedCall } from './plannedCall';
import { readReply, type RawReply, type Reading } from './reply';
import { decideRetry, policy, repay, takeCost, type RetryBudget } from './retry';
import { readSystemFault } from './systemFault';

/** What all items of one execution share. */
export interface Session {
  /** Where the service is, e.g. `https://dataworks.cn-shanghai.aliyuncs.com`. */
  origin: string;
  /** The region's id; `undefined` where the credential's Endpoint is called, which may be anywhere. */
  region?: string | undefined;
  /** Where the region of the credential is, IANA; `undefined` where it is not known. */
  timeZone?: string | undefined;
  /** Makes the body of a form, and that of the same fields only once. */
  encodeForm: ReturnType<typeof createFormEncoder>;
  /** Signs and sends one request; rejects when no reply comes. */
  send: (request: IHttpRequestOptions) => Promise<RawReply>;
  /** The same for what is sent although the execution was cancelled; `send` no longer does then. */
  sendAfterCancel?: Session['send'];
  /** n8n's signal that the execution was cancelled. */
  signal: AbortSignal | undefined;
  /** What must never be shown: secrets, tokens. More may come while the session is in use. */
  secrets: Iterable<string>;
  budget: RetryBudget;
  /** Where calls wait until they may be sent. */
  sendQueues: SendQueues;
  /** From 0 up to, not including, 1. */
  random: () => number;
}

/** Limits in ms. */
export interface Limits {
  /** One try. */
  tryMs: number;
  /** One call, from when it is asked for: its turn to be sent, all its tries and pauses. */
  callMs: number;
}

/** Calls the API for one item. The only way out to the network. */
export interface Client {
  /**
   * Calls an operation, again where the retry policy says so. Never throws: what went wrong is data.
   * @param parameters by the API's names
   * @param secrets texts in the parameters that must not come back in a message
   */
  call<A extends Action>(
    action: A,
    parameters: ActionParameters<A>,
    secrets?: readonly string[],
  ): Promise<Outcome>;
  /** The call as `call` would send it, without what signs it. Sends nothing. */
  plan<A extends Action>(action: A, parameters: ActionParameters<A>): PlannedCall;
  /**
   * Takes one retry out of the execution's budget, for a call that looks after one whose outcome is
   * not known. False when there is none left: then a server in trouble is left alone. False also
   * after a cancel.
   */
  takeRetry(): boolean;
  /** Takes the secrets of the session, and those of all calls so far, out of a text. */
  redact: Redact;
  /** The same for what is known to be one alone; `undefined` while no call had any secret. */
  redactKnown(): Redact | undefined;
  /** Waits; ends at once when the execution is cancelled. */
  pause(ms: number): Promise<void>;
  /** Whether the execution was cancelled. */
  cancelled(): boolean;
  /** A client for what is to be sent after a cancel: to stop what the user wants stopped then. */
  afterCancel(): Client;
}

export function createClient(session: Session, limits: Limits): Client {
  const { signal } = session;
  const cancelled = () => signal?.aborted ?? false;
  /** Secrets in the parameters of calls. */
  const hidden = new Set<string>();
  // Keys of a role come with a call.
  const known = () => [...session.secrets, ...hidden];
  const redact = growingRedactor(known);
  const redactKnown = growingRedactor(known, false);

  async function tryOnce(
    action: Action,
    request: () => IHttpRequestOptions,
    deadline: number,
    redact: Redact,
  ): Promise<Reading> {
    let raw: RawReply;
    try {
      raw = await session.send({
        ...request(),
        timeout: Math.max(1, Math.min(limits.tryMs, deadline - clock.now())),
      });
    } catch (error) {
      if (error instanceof RoleFailure) return error.failure;
      return readSystemFault(action, error, redact);
    }
    return readReply(action, raw, redact);
  }

  return {
    cancelled,

    plan: (action, parameters) => planCall(action, session.origin, parameters),

    takeRetry() {
      return !cancelled() && takeCost(session.budget);
    },

    async pause(ms) {
      await clock.sleep(ms, signal);
    },

    afterCancel: () =>
      createClient(
        { ...session, send: session.sendAfterCancel ?? session.send, signal: undefined },
        limits,
      ),

    redact,

    redactKnown: () => (hidden.size === 0 ? undefined : redactKnown),

    async call(action, parameters, secrets = []) {
      for (const secret of secrets) hidden.add(secret);
      const deadline = clock.now() + limits.callMs;
      const queue = session.sendQueues[action.effect === 'read' ? 'read' : 'write'];
      let mayHaveActed = false;
      let failure: Failure | undefined;
      let cost = 0;
      for (let tries = 1; ; tries++) {
        const turnAt = await queue.acquire(deadline, signal);
        const unsent = { ok: false, action, tries: tries - 1, mayHaveActed } as const;
        if (cancelled()) {
          const detail = 'the execution was cancelled';
          return { ...unsent, kind: 'cancelled', detail, resent: mayHaveActed };
        }
        if (turnAt === undefined) {
          const detail = 'it was still waiting for its turn behind other calls';
          const cause = failure ?? queue.refusal ?? ({ kind: 'deadline', detail } as const);
          return { resent: false, ...cause, ...unsent, gaveUp: 'time limit' };
        }
        const reading = await tryOnce(
          action,
          () => encodeRequest(action, session.origin, parameters, session.encodeForm),
          deadline,
          redact,
        );
        if (reading.ok) {
          repay(session.budget, cost);
          return { ...reading, tries, resent: mayHaveActed };
        }
        const resent = mayHaveActed;
        mayHaveActed ||= reading.mayHaveActed;
        const decision = decideRetry({
          effect: action.effect,
          failure: reading,
          tries,
          remainingMs: deadline - clock.now(),
          budget: session.budget,
          random: session.random(),
        });
        if (reading.kind === 'throttled') {
          const waitMs = decision.retry ? decision.pauseMs : reading.retryAfterMs;
          queue.onThrottled(reading, turnAt, waitMs ?? policy.throttledBaseMs);
        }
        failure = { ...reading, tries, mayHaveActed, resent };
        if (cancelled()) return { ...failure, kind: 'cancelled', detail: 'during a call' };
        if (!decision.retry) {
          return decision.gaveUp === undefined ? failure : { ...failure, gaveUp: decision.gaveUp };
        }
        cost = decision.cost;
        await clock.sleep(decision.pauseMs, signal);
      }
    },
  };
}
