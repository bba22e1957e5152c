import type { Action } from '../service';
import type { Failure, FailureKind } from './outcome';

/**
 * The retry policy: a pure function of what happened so far. Full jitter over an exponential pause
 * ("Exponential Backoff And Jitter", AWS Architecture Blog), and a budget per execution, so that a
 * server in trouble gets no storm.
 */
export const policy = {
  maxTries: 4,
  /** First pause in ms, doubled from try to try. */
  transientBaseMs: 100,
  throttledBaseMs: 1_000,
  maxPauseMs: 20_000,
  budget: 500,
  transientCost: 14,
  throttledCost: 5,
  repaidPerCall: 1,
} as const;

/** What is left for retries in one execution. Shared by its items. */
export interface RetryBudget {
  left: number;
}

export function createRetryBudget(): RetryBudget {
  return { left: policy.budget };
}

/** Takes the cost of one retry out of the budget; false when it is not there. */
export function takeCost(budget: RetryBudget): boolean {
  if (budget.left < policy.transientCost) return false;
  budget.left -= policy.transientCost;
  return true;
}

const PASS_BY_THEMSELVES: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'network',
  'throttled',
  'unavailable',
  'damaged reply',
]);

/** Whether the same call may work a little later, with nothing changed. */
export const passesByItself = ({ kind }: Pick<Failure, 'kind'>) => PASS_BY_THEMSELVES.has(kind);

const PROVES_NOTHING_HAPPENED: ReadonlySet<FailureKind> = new Set(['unreachable', 'throttled']);

export type Decision =
  | { retry: true; pauseMs: number; cost: number }
  | { retry: false; gaveUp?: NonNullable<Failure['gaveUp']> };

export interface RetryQuestion {
  effect: Action['effect'];
  failure: Pick<Failure, 'kind' | 'retryAfterMs'> & Partial<Pick<Failure, 'mayHaveActed'>>;
  /** How often the request was sent, this failure included. */
  tries: number;
  /** What is left of the call's time limit, in ms. */
  remainingMs: number;
  budget: RetryBudget;
  /** From 0 up to, not including, 1. */
  random: number;
}

/**
 * Whether a failed call is sent again, and after how many ms.
 *
 * Takes the cost of a retry out of the budget. A wait that the server asked for is kept in full;
 * where it does not fit into the time limit, there is no retry.
 */
export function decideRetry(question: RetryQuestion): Decision {
  const { effect, failure, tries, remainingMs, budget, random } = question;
  const nothingHappened =
    PROVES_NOTHING_HAPPENED.has(failure.kind) || failure.mayHaveActed === false;
  const repeatable = effect !== 'write' || nothingHappened;
  if (!passesByItself(failure) || !repeatable || tries >= policy.maxTries) return { retry: false };

  const throttled = failure.kind === 'throttled';
  const base = throttled ? policy.throttledBaseMs : policy.transientBaseMs;
  const ceiling = Math.min(policy.maxPauseMs, base * 2 ** (tries - 1));
  const pauseMs = failure.retryAfterMs ?? random * ceiling;
  if (pauseMs >= remainingMs) return { retry: false, gaveUp: 'time limit' };

  const cost = throttled ? policy.throttledCost : policy.transientCost;
  if (budget.left < cost) return { retry: false, gaveUp: 'retry budget' };
  budget.left -= cost;
  return { retry: true, pauseMs, cost };
}

/**
 * Gives a call that worked back to the budget: what its last retry cost, or a little for none, as
 * the standard retry mode of the AWS SDKs does. So long runs do not run dry, and a server where
 * nothing works gets no more than the budget.
 * @param cost of the call's last retry; 0 for none
 */
export function repay(budget: RetryBudget, cost: number): void {
  budget.left = Math.min(policy.budget, budget.left + (cost || policy.repaidPerCall));
}
