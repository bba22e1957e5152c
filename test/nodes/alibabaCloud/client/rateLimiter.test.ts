import { createPace, type Pace } from '../../../../nodes/alibabaCloud/client/rateLimiter';

const START = 1_700_000_000_000;

/** Sends when it is due until `to`, and gives the times; ms after START. */
function sendUntil(pace: Pace, from: number, to: number): number[] {
  const times: number[] = [];
  for (let at = from; at < to; at = Math.max(at, Math.ceil(pace.dueAt() - START))) {
    pace.sent(START + at);
    times.push(at);
    if (pace.dueAt() <= START + at) at += 1;
  }
  return times;
}

/** A pace that sent `passed` calls, one a ms, and whose next was throttled: 950 ms of the second were left. */
function paceThrottledAfter(passed: number): Pace {
  const pace = createPace();
  for (let at = 0; at <= passed; at++) pace.sent(START + at);
  pace.throttled(START + passed, START + passed + 2, 950, 950);
  return pace;
}

it('lets every send go at once until the server throttles', () => {
  const sends = sendUntil(createPace(), 0, 5_000);
  expect(sends).toHaveLength(5_000);
});

it('waits as long as the server asks, then spaces the sends just below what got through', () => {
  const pace = paceThrottledAfter(10);
  expect(pace.dueAt()).toBe(START + 12 + 950);

  const sends = sendUntil(pace, 962, 5_962);
  expect(sends[0]).toBe(962);
  expect(sends).toHaveLength(Math.ceil(5 * 10 * 0.97));
  const gaps = sends.slice(1).map((at, index) => at - sends[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(103);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(104);
});

it('counts only what got through in the second that is full', () => {
  const pace = createPace();
  // The server's second ends 900 ms after the throttled call: it began at 200.
  for (const at of [0, 50, 100, 150, 190, 201, 250, 270, 290]) pace.sent(START + at);
  pace.sent(START + 300);
  pace.throttled(START + 300, START + 302, 900, 900);
  expect(sendUntil(pace, 1_202, 11_202)).toHaveLength(Math.ceil(10 * 4 * 0.97));
});

it('counts the last second where the server does not say how long to wait', () => {
  const pace = createPace();
  for (const at of [0, 500, 1_100, 1_200, 1_300]) pace.sent(START + at);
  pace.sent(START + 1_400);
  pace.throttled(START + 1_400, START + 1_402, 1_000);
  expect(sendUntil(pace, 2_402, 12_402)).toHaveLength(Math.ceil(10 * 4 * 0.97));
});

it('slows down once for replies to calls that were under way together', () => {
  const pace = createPace();
  for (let at = 0; at < 14; at++) pace.sent(START + at);
  for (const at of [10, 11, 12, 13]) pace.throttled(START + at, START + at + 5, 950, 950);
  expect(sendUntil(pace, 968, 10_968)).toHaveLength(Math.ceil(10 * 10 * 0.97));
});

it('takes more off when a rate is throttled before it is proven, and less when it was proven', () => {
  const rateAfter = (quietMs: number) => {
    const pace = paceThrottledAfter(10);
    const sends = sendUntil(pace, 962, 962 + quietMs);
    const last = START + sends.at(-1)!;
    pace.throttled(last, last + 2, 50, 50);
    const from = sends.at(-1)! + 52;
    return sendUntil(pace, from, from + 10_000).length / 10;
  };
  expect(rateAfter(2_000)).toBeCloseTo(9.7 * 0.94, 0);
  expect(rateAfter(2_000)).toBeLessThan(rateAfter(20_000));
  expect(rateAfter(20_000)).toBeCloseTo(9.7 * 0.97, 0);
});

it('goes faster after a quiet minute', () => {
  const pace = paceThrottledAfter(10);
  const sends = sendUntil(pace, 962, 80_962);
  const inSecond = (second: number) =>
    sends.filter((at) => at >= second * 1_000 && at < (second + 1) * 1_000).length;
  expect(inSecond(59)).toBeLessThanOrEqual(10);
  expect(inSecond(80)).toBeGreaterThanOrEqual(18);
});

it('never stands still, though nothing gets through', () => {
  const pace = createPace();
  for (let at = 0; at < 60_000; at = Math.ceil(pace.dueAt() - START)) {
    pace.sent(START + at);
    pace.throttled(START + at, START + at + 2, 100, 100);
  }
  const due = pace.dueAt() - START;
  expect(due).toBeGreaterThanOrEqual(60_000);
  expect(due).toBeLessThanOrEqual(62_100);
});
