import {
  createRateLimiter,
  type RateLimiter,
} from '../../../../nodes/alibabaCloud/client/rateLimiter';

const START = 1_700_000_000_000;

/** Sends when it is due until `to`, and gives the times; ms after START. */
function sendUntil(limiter: RateLimiter, from: number, to: number): number[] {
  const times: number[] = [];
  for (let at = from; at < to; at = Math.max(at, Math.ceil(limiter.dueAt() - START))) {
    limiter.onSent(START + at);
    times.push(at);
    if (limiter.dueAt() <= START + at) at += 1;
  }
  return times;
}

/** A limiter that sent `passed` calls, one a ms, and whose next was throttled: 950 ms of the second were left. */
function limiterThrottledAfter(passed: number): RateLimiter {
  const limiter = createRateLimiter();
  for (let at = 0; at <= passed; at++) limiter.onSent(START + at);
  limiter.onThrottled(START + passed, START + passed + 2, 950, 950);
  return limiter;
}

it('lets every send go at once until the server throttles', () => {
  const sends = sendUntil(createRateLimiter(), 0, 5_000);
  expect(sends).toHaveLength(5_000);
});

it('waits as long as the server asks, then spaces the sends just below what got through', () => {
  const limiter = limiterThrottledAfter(10);
  expect(limiter.dueAt()).toBe(START + 12 + 950);

  const sends = sendUntil(limiter, 962, 5_962);
  expect(sends[0]).toBe(962);
  expect(sends).toHaveLength(Math.ceil(5 * 10 * 0.97));
  const gaps = sends.slice(1).map((at, index) => at - sends[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(103);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(104);
});

it('counts only what got through in the second that is full', () => {
  const limiter = createRateLimiter();
  // The server's second ends 900 ms after the throttled call: it began at 200.
  for (const at of [0, 50, 100, 150, 190, 201, 250, 270, 290]) limiter.onSent(START + at);
  limiter.onSent(START + 300);
  limiter.onThrottled(START + 300, START + 302, 900, 900);
  expect(sendUntil(limiter, 1_202, 11_202)).toHaveLength(Math.ceil(10 * 4 * 0.97));
});

it('counts the last second where the server does not say how long to wait', () => {
  const limiter = createRateLimiter();
  for (const at of [0, 500, 1_100, 1_200, 1_300]) limiter.onSent(START + at);
  limiter.onSent(START + 1_400);
  limiter.onThrottled(START + 1_400, START + 1_402, 1_000);
  expect(sendUntil(limiter, 2_402, 12_402)).toHaveLength(Math.ceil(10 * 4 * 0.97));
});

it('slows down once for replies to calls that were under way together', () => {
  const limiter = createRateLimiter();
  for (let at = 0; at < 14; at++) limiter.onSent(START + at);
  for (const at of [10, 11, 12, 13]) limiter.onThrottled(START + at, START + at + 5, 950, 950);
  expect(sendUntil(limiter, 968, 10_968)).toHaveLength(Math.ceil(10 * 10 * 0.97));
});

it('takes more off when a rate is throttled before it is proven, and less when it was proven', () => {
  const rateAfter = (quietMs: number) => {
    const limiter = limiterThrottledAfter(10);
    const sends = sendUntil(limiter, 962, 962 + quietMs);
    const last = START + sends.at(-1)!;
    limiter.onThrottled(last, last + 2, 50, 50);
    const from = sends.at(-1)! + 52;
    return sendUntil(limiter, from, from + 10_000).length / 10;
  };
  expect(rateAfter(2_000)).toBeCloseTo(9.7 * 0.94, 0);
  expect(rateAfter(2_000)).toBeLessThan(rateAfter(20_000));
  expect(rateAfter(20_000)).toBeCloseTo(9.7 * 0.97, 0);
});

it('goes faster after a quiet minute', () => {
  const limiter = limiterThrottledAfter(10);
  const sends = sendUntil(limiter, 962, 80_962);
  const inSecond = (second: number) =>
    sends.filter((at) => at >= second * 1_000 && at < (second + 1) * 1_000).length;
  expect(inSecond(59)).toBeLessThanOrEqual(10);
  expect(inSecond(80)).toBeGreaterThanOrEqual(18);
});

it('never stands still, though nothing gets through', () => {
  const limiter = createRateLimiter();
  for (let at = 0; at < 60_000; at = Math.ceil(limiter.dueAt() - START)) {
    limiter.onSent(START + at);
    limiter.onThrottled(START + at, START + at + 2, 100, 100);
  }
  const due = limiter.dueAt() - START;
  expect(due).toBeGreaterThanOrEqual(60_000);
  expect(due).toBeLessThanOrEqual(62_100);
});
