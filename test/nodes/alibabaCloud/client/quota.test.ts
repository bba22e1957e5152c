import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { describeFailure } from '../../../../nodes/alibabaCloud/client/describeFailure';
import type { Failure } from '../../../../nodes/alibabaCloud/client/outcome';
import { meteredRun } from './meteredRun';
import { fixedSeconds, silent, slidingSecond, tokenBucket, type Meter } from './meteredServers';

const rates = [5, 20, 50];

describe('200 creates at a server that allows so many a second', () => {
  const phases = [0, 130, 370, 610, 850, 930];
  const cases = rates.flatMap((rate) => phases.map((phaseMs) => ({ rate, phaseMs })));

  it.each(cases)('$rate a second, begun $phaseMs ms into one', async ({ rate, phaseMs }) => {
    const run = await meteredRun({ meter: fixedSeconds(rate), items: 200, phaseMs });
    expect(run.failed).toEqual([]);
    expect(200 / (run.ms / 1_000)).toBeGreaterThanOrEqual(0.95 * rate);
    expect(run.throttled / run.sends.length).toBeLessThanOrEqual(0.02);
  });
});

describe('servers that count in another way', () => {
  const meters: Array<{ name: string; meter: (rate: number) => Meter; share: number }> = [
    { name: 'any 1,000 ms', meter: slidingSecond, share: 0.95 },
    { name: 'a bucket of tokens', meter: tokenBucket, share: 0.95 },
    // Not told how long to wait, it may try again within the second that is full.
    { name: 'seconds, in silence', meter: (rate) => silent(fixedSeconds(rate)), share: 0.8 },
  ];
  const cases = meters.flatMap((one) => rates.map((rate) => ({ ...one, rate })));

  it.each(cases)('$name: $rate a second', async ({ rate, meter, share }) => {
    const run = await meteredRun({ meter: meter(rate), items: 200, phaseMs: 370 });
    expect(run.failed).toEqual([]);
    expect(200 / (run.ms / 1_000)).toBeGreaterThanOrEqual(share * rate);
    expect(run.throttled / run.sends.length).toBeLessThanOrEqual(0.04);
  });
});

it('does 10,000 items at 20 a second, with the budget for retries full in the end', async () => {
  const run = await meteredRun({ meter: fixedSeconds(20), items: 10_000 });
  expect(run.failed).toEqual([]);
  expect(10_000 / (run.ms / 1_000)).toBeGreaterThanOrEqual(0.95 * 20);
  expect(run.throttled / run.sends.length).toBeLessThanOrEqual(0.005);
  expect(run.budget).toBe(500);
});

it('takes up again what another client of the account leaves', async () => {
  const meter = fixedSeconds(20);
  let begin: number | undefined;
  const shared: Meter = (now) => {
    begin ??= now;
    const second = (now - begin) / 1_000;
    // The other client takes 15 of 20 for half a minute, beginning in the tenth second.
    const share = second > 10 && second < 40 ? 4 : 1;
    const [answer] = Array.from({ length: share }, () => meter(now));
    return answer!;
  };
  const run = await meteredRun({ meter: shared, items: 2_000, phaseMs: 200 });
  const between = (from: number, to: number) =>
    run.sends.filter(({ at, throttled }) => !throttled && at >= from * 1_000 && at < to * 1_000)
      .length /
    (to - from);

  expect(run.failed).toEqual([]);
  expect(between(2, 10)).toBeGreaterThanOrEqual(0.95 * 20);
  expect(between(20, 40)).toBeGreaterThanOrEqual(0.7 * 5);
  expect(between(60, 90)).toBeGreaterThanOrEqual(0.95 * 20);
  expect(run.throttled / run.sends.length).toBeLessThanOrEqual(0.02);
});

it('sends nothing for any item while the server asks to wait', async () => {
  let calls = 0;
  const meter: Meter = () =>
    ++calls === 6 ? { accepted: false, retryAfterMs: 7_000 } : { accepted: true };
  const run = await meteredRun({ meter, items: 40 });
  const { at } = run.sends.find(({ throttled }) => throttled)!;
  const waited = run.sends.filter((one) => one.at > at + 3);

  expect(run.failed).toEqual([]);
  expect(waited.length).toBeGreaterThan(20);
  expect(Math.min(...waited.map((one) => one.at - at))).toBeGreaterThanOrEqual(7_000);
});

it('fails the items at once, unsent, whose time limit ends before the wait does', async () => {
  const meter: Meter = () => ({ accepted: false, retryAfterMs: 600_000 });
  const run = await meteredRun({ meter, items: 50, callMs: 60_000 });

  expect(run.sends).toHaveLength(1);
  expect(run.ms).toBeLessThan(10);
  expect(run.outcomes).toHaveLength(50);
  expect(run.outcomes.at(-1)).toMatchObject({
    ok: false,
    kind: 'throttled',
    action: actions.CreateDISyncTask,
    code: 'Throttling.User',
    retryAfterMs: 600_000,
    gaveUp: 'time limit',
    tries: 0,
    mayHaveActed: false,
  });
});

it('tells of each call whose time ends in the queue, though nothing was ever throttled', async () => {
  const run = await meteredRun({
    meter: () => ({ accepted: true }),
    items: 120,
    concurrency: 60,
    callMs: 100,
  });

  expect(run.outcomes).toHaveLength(120);
  expect(run.failed.length).toBeGreaterThan(0);
  expect(run.sends).toHaveLength(120 - run.failed.length);
  for (const outcome of run.failed) {
    const failure = outcome as Failure;
    expect(failure).toMatchObject({ kind: 'deadline', gaveUp: 'time limit', tries: 0 });
    expect(failure.mayHaveActed).toBe(false);
    expect(describeFailure(failure).message).toMatch(
      /^DataWorks did not create the task: The time limit of the call was over before it could be sent \(it was still waiting/,
    );
  }
});

it('gives each call the whole time limit, however long those before it took', async () => {
  const run = await meteredRun({
    meter: () => ({ accepted: true }),
    items: 100,
    concurrency: 1,
    roundTripMs: 90,
    callMs: 100,
  });

  expect(run.failed).toEqual([]);
  expect(run.ms).toBeGreaterThanOrEqual(9_000);
});

it('sends nothing after a cancel, whoever waits for a turn', async () => {
  const run = await meteredRun({
    meter: fixedSeconds(5),
    items: 100,
    concurrency: 8,
    cancelAfterMs: 3_333,
  });

  expect(run.ms).toBeLessThan(3_340);
  expect(Math.max(...run.sends.map(({ at }) => at))).toBeLessThanOrEqual(3_333);
  const unfinished = run.outcomes.filter((outcome) => !outcome.ok);
  expect(unfinished).toHaveLength(8);
  expect(unfinished.every((outcome) => !outcome.ok && outcome.kind === 'cancelled')).toBe(true);
});

it('spends no more than its budget on a server that throttles whatever it does', async () => {
  const meter: Meter = () => ({ accepted: false, retryAfterMs: 10 });
  const run = await meteredRun({ meter, items: 1_000 });

  expect(run.failed).toHaveLength(1_000);
  expect(run.sends.length).toBeLessThanOrEqual(1_000 + 500 / 5);
});
