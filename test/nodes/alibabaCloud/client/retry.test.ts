import {
  createRetryBudget,
  decideRetry,
  policy,
  repay,
  type RetryQuestion,
} from '../../../../nodes/alibabaCloud/client/retry';
import type { FailureKind } from '../../../../nodes/alibabaCloud/client/outcome';

const question = (
  changes: Partial<RetryQuestion> & { kind?: FailureKind } = {},
): RetryQuestion => ({
  effect: 'token',
  failure: { kind: changes.kind ?? 'network' },
  tries: 1,
  remainingMs: 180_000,
  budget: createRetryBudget(),
  random: 0.5,
  ...changes,
});

describe('which failures are retried', () => {
  test.each<[FailureKind, { read: boolean; token: boolean; write: boolean }]>([
    // Nothing was done: safe for all.
    ['unreachable', { read: true, token: true, write: true }],
    ['throttled', { read: true, token: true, write: true }],
    // It may have been done: not for a write without a token.
    ['network', { read: true, token: true, write: false }],
    ['unavailable', { read: true, token: true, write: false }],
    ['damaged reply', { read: true, token: true, write: false }],
    // A repetition would not help.
    ['not sent', { read: false, token: false, write: false }],
    ['refused', { read: false, token: false, write: false }],
    ['odd reply', { read: false, token: false, write: false }],
    ['deadline', { read: false, token: false, write: false }],
    ['ended badly', { read: false, token: false, write: false }],
    ['cancelled', { read: false, token: false, write: false }],
  ])('%s', (kind, expected) => {
    const retried = (effect: RetryQuestion['effect']) =>
      decideRetry(question({ kind, effect })).retry;
    expect({ read: retried('read'), token: retried('token'), write: retried('write') }).toEqual(
      expected,
    );
  });

  it('is over after four tries', () => {
    const retried = [1, 2, 3, 4, 5].map((tries) => decideRetry(question({ tries })).retry);
    expect(retried).toEqual([true, true, true, false, false]);
  });
});

describe('the pause', () => {
  const pause = (changes: Parameters<typeof question>[0]) => {
    const decision = decideRetry(question(changes));
    return decision.retry ? decision.pauseMs : undefined;
  };

  it('sends a write again when the failure says that nothing can have happened', () => {
    const about = (mayHaveActed: boolean) =>
      decideRetry({
        ...question({ effect: 'write' }),
        failure: { kind: 'unavailable', mayHaveActed },
      }).retry;
    expect(about(false)).toBe(true);
    expect(about(true)).toBe(false);
  });

  test.each<[FailureKind, number, number]>([
    ['network', 1, 100],
    ['network', 2, 200],
    ['network', 3, 400],
    ['throttled', 1, 1_000],
    ['throttled', 2, 2_000],
    ['throttled', 3, 4_000],
  ])('%s, try %d: anything from 0 to %d ms', (kind, tries, ceiling) => {
    expect(pause({ kind, tries, random: 0 })).toBe(0);
    expect(pause({ kind, tries, random: 0.25 })).toBe(ceiling / 4);
    expect(pause({ kind, tries, random: 1 - 2 ** -53 })).toBeCloseTo(ceiling);
  });

  it('never grows above 20 s', () => {
    expect(policy.maxPauseMs).toBe(20_000);
    expect(policy.throttledBaseMs * 2 ** (policy.maxTries - 2)).toBeLessThan(policy.maxPauseMs);
  });

  test.each([0, 0.5, 0.999])(
    'is exactly what the server asked for, whatever the dice (%d)',
    (random) => {
      expect(pause({ failure: { kind: 'throttled', retryAfterMs: 1_234 }, random })).toBe(1_234);
      expect(pause({ failure: { kind: 'unavailable', retryAfterMs: 60_000 }, random })).toBe(
        60_000,
      );
      expect(pause({ failure: { kind: 'throttled', retryAfterMs: 0 }, random })).toBe(0);
    },
  );

  it('is not shortened to fit the time limit: then there is no retry, and it costs nothing', () => {
    const budget = createRetryBudget();
    const failure = { kind: 'throttled', retryAfterMs: 5_000 } as const;
    expect(decideRetry(question({ failure, remainingMs: 5_000, budget }))).toEqual({
      retry: false,
      gaveUp: 'time limit',
    });
    expect(budget.left).toBe(policy.budget);
    expect(decideRetry(question({ failure, remainingMs: 5_001, budget })).retry).toBe(true);
  });
});

describe('the budget of an execution', () => {
  const retriesUntilEmpty = (kind: FailureKind) => {
    const budget = createRetryBudget();
    let retries = 0;
    while (decideRetry(question({ kind, budget })).retry) retries += 1;
    expect(decideRetry(question({ kind, budget }))).toEqual({
      retry: false,
      gaveUp: 'retry budget',
    });
    return retries;
  };

  it('is enough for 35 retries of a server in trouble, or 100 of one that throttles', () => {
    expect(retriesUntilEmpty('network')).toBe(35);
    expect(retriesUntilEmpty('throttled')).toBe(100);
  });

  it('gets back what the last retry of a call that worked cost, and never more than it had', () => {
    const budget = createRetryBudget();
    const decision = decideRetry(question({ budget }));
    expect(decision).toMatchObject({ retry: true, cost: 14 });
    repay(budget, 14);
    expect(budget.left).toBe(policy.budget);
    repay(budget, 0);
    expect(budget.left).toBe(policy.budget);
    budget.left = 10;
    repay(budget, 0);
    expect(budget.left).toBe(11);
  });
});
