import type { IHttpRequestOptions } from 'n8n-workflow';

import { actions, type Action, type ActionName, type Parameters } from '../api/actions';
import { clock } from './clock';
import { encodeRequest } from './encodeRequest';
import type { Failure, Outcome } from './outcome';
import { readReply, type RawReply, type Reading } from './readReply';
import { decideRetry, policy, type RetryBudget } from './retry';
import { readSystemFault } from './systemFault';

/** What all items of one execution share. */
export interface Session {
  /** Where DataWorks is, e.g. `https://dataworks.cn-shanghai.aliyuncs.com`. */
  origin: string;
  /** Signs and sends one request; rejects when no reply comes. */
  send: (request: IHttpRequestOptions) => Promise<RawReply>;
  /** n8n's signal that the execution was cancelled. */
  signal: AbortSignal | undefined;
  /** What must never be shown: secret, token. */
  secrets: readonly string[];
  budget: RetryBudget;
  /** From 0 up to, not including, 1. */
  random: () => number;
}

/** Limits in ms. */
export interface Limits {
  /** One try. */
  callMs: number;
  /** All tries and pauses of one item. */
  itemMs: number;
}

/** Calls the API for one item. The only way out to the network. */
export interface Client {
  /**
   * Calls an operation, again where the retry policy says so. Never throws: what went wrong is data.
   * @param parameters by the API's names
   * @param secrets texts in the parameters that must not come back in a message
   */
  attempt<A extends ActionName>(
    action: A,
    parameters: Parameters<A>,
    secrets?: readonly string[],
  ): Promise<Outcome>;
  /**
   * Takes one retry out of the execution's budget, for a call that looks after one whose outcome is
   * not known. False when there is none left: then a server in trouble is left alone.
   */
  mayFollowUp(): boolean;
  /** Begins a further step of the item: its time limit counts anew. */
  beginStep(): void;
  /** Waits; ends at once when the execution is cancelled. */
  pause(ms: number): Promise<void>;
  /** Whether the execution was cancelled. */
  cancelled(): boolean;
}

const AUTHORIZATION = /(Signature=|Credential=)[^\s,;"&]+/g;

function hide(failure: Failure, secrets: readonly string[]): Failure {
  const detail = secrets
    .filter((secret) => secret.length > 3)
    .reduce((text, secret) => text.replaceAll(secret, '***'), failure.detail)
    .replace(AUTHORIZATION, '$1***');
  return { ...failure, detail };
}

export function createClient(session: Session, limits: Limits): Client {
  const { signal } = session;
  let deadline = clock.now() + limits.itemMs;
  const cancelled = () => signal?.aborted ?? false;

  async function tryOnce(name: ActionName, request: () => IHttpRequestOptions): Promise<Reading> {
    let raw: RawReply;
    try {
      raw = await session.send({
        ...request(),
        timeout: Math.max(1, Math.min(limits.callMs, deadline - clock.now())),
      });
    } catch (error) {
      return readSystemFault(name, error);
    }
    return readReply(name, actions[name], raw);
  }

  return {
    cancelled,

    beginStep() {
      deadline = clock.now() + limits.itemMs;
    },

    mayFollowUp() {
      if (cancelled() || session.budget.left < policy.transientCost) return false;
      session.budget.left -= policy.transientCost;
      return true;
    },

    async pause(ms) {
      await clock.sleep(ms, signal);
    },

    async attempt(name, parameters, secrets = []) {
      const action: Action = actions[name];
      let mayHaveActed = false;
      for (let tries = 1; ; tries++) {
        if (cancelled()) {
          return {
            ok: false,
            kind: 'cancelled',
            action: name,
            detail: 'the execution was cancelled',
            tries: tries - 1,
            mayHaveActed,
            resent: mayHaveActed,
          };
        }
        const reading = await tryOnce(name, () =>
          encodeRequest(name, action, session.origin, parameters),
        );
        if (reading.ok) {
          return { ok: true, body: reading.body, tries, resent: mayHaveActed };
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
        if (!decision.retry || cancelled()) {
          const { gaveUp } = decision.retry ? { gaveUp: undefined } : decision;
          const failure: Failure = {
            ...reading,
            ...(cancelled() ? { kind: 'cancelled' as const } : {}),
            ...(gaveUp === undefined ? {} : { gaveUp }),
            tries,
            mayHaveActed,
            resent,
          };
          return hide(failure, [...session.secrets, ...secrets]);
        }
        await clock.sleep(decision.pauseMs, signal);
      }
    },
  };
}
