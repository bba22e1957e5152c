import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Action, ActionParameters } from '../service';
import { RoleFailure } from '../role/roleFailure';
import { clock } from './clock';
import { concealer, type Conceal } from './redact';
import { encodeRequest, planCall, type createFormEncoder } from './request';
import type { Lanes } from './sendQueue';
import type { Failure, Outcome } from './outcome';
import type { PlannedCall } from './plannedCall';
import { readReply, type RawReply, type Reading } from './reply';
import { decideRetry, policy, repay, type RetryBudget } from './retry';
import { readSystemFault } from './systemFault';

/** What all items of one execution share. */
export interface Session {
  /** Where DataWorks is, e.g. `https://dataworks.cn-shanghai.aliyuncs.com`. */
  origin: string;
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
  /** Where calls wait for their turn to be sent. */
  lanes: Lanes;
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

  async function tryOnce(
    action: Action,
    request: () => IHttpRequestOptions,
    deadline: number,
    conceal: Conceal,
  ): Promise<Reading> {
    let raw: RawReply;
    try {
      raw = await session.send({
        ...request(),
        timeout: Math.max(1, Math.min(limits.tryMs, deadline - clock.now())),
      });
    } catch (error) {
      if (error instanceof RoleFailure) return error.failure;
      return readSystemFault(action, error, conceal);
    }
    return readReply(action, raw, conceal);
  }

  return {
    cancelled,

    plan: (action, parameters) => planCall(action, session.origin, parameters),

    takeRetry() {
      if (cancelled()) return false;
      if (session.budget.left < policy.transientCost) return false;
      session.budget.left -= policy.transientCost;
      return true;
    },

    async pause(ms) {
      await clock.sleep(ms, signal);
    },

    afterCancel: () =>
      createClient(
        { ...session, send: session.sendAfterCancel ?? session.send, signal: undefined },
        limits,
      ),

    async call(action, parameters, secrets = []) {
      const deadline = clock.now() + limits.callMs;
      const lane = session.lanes[action.effect === 'read' ? 'read' : 'write'];
      let mayHaveActed = false;
      let failure: Failure | undefined;
      let cost = 0;
      for (let tries = 1; ; tries++) {
        const turnAt = await lane.turn(deadline, signal);
        const unsent = { ok: false, action, tries: tries - 1, mayHaveActed } as const;
        if (cancelled()) {
          const detail = 'the execution was cancelled';
          return { ...unsent, kind: 'cancelled', detail, resent: mayHaveActed };
        }
        if (turnAt === undefined) {
          const detail = 'it was still waiting for its turn behind other calls';
          const cause = failure ?? lane.refusal ?? ({ kind: 'deadline', detail } as const);
          return { resent: false, ...cause, ...unsent, gaveUp: 'time limit' };
        }
        const reading = await tryOnce(
          action,
          () => encodeRequest(action, session.origin, parameters, session.encodeForm),
          deadline,
          // Made when it is used: keys of a role come with the call.
          (text) => concealer([...session.secrets, ...secrets])(text),
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
          lane.slowDown(reading, turnAt, waitMs ?? policy.throttledBaseMs);
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
