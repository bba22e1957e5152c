import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import type { Misbehaviour } from '../../emulator/faults/fault';
import { draws } from '../random';
import { DATE, hideReruns, worlds, type World } from './theirRuns';

const DATES = [DATE, '2026-02-27', '2026-02-28'] as const;
const LAST = DATES[2];
const waiting: INodeParameters = { wait: true };

describe.each(worlds)('what has failed in %s, rerun', (name, open) => {
  let world: World;
  let task: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.emulated.close());
  beforeEach(async () => {
    world.reset();
    task = await world.addTask();
  });

  const isLegacy = name.startsWith('legacy');
  const emulator = () => world.emulated.server.emulator;
  const fail = () => emulator().plans.add({ of: 'run', result: 'FAILURE' });
  /** A run for each date, one after the other: those that are to fail do. */
  async function addRuns(...results: ('fails' | 'succeeds')[]) {
    for (const [index, result] of results.entries()) {
      if (result === 'fails') fail();
      await world.run(task, DATES[index]);
      await world.clock().advance(60_000);
      emulator().settle();
    }
  }
  const ofRange = () => world.failedParameters({ task, last: LAST });
  const ofBackfill = () => world.failedParameters({ runIds: world.runIds() });
  const rerun = (changes: INodeParameters = {}, of = ofRange()) =>
    world.emulated.engine.run({ parameters: { ...of, ...changes } });
  const attempts = () => world.instances().map((one) => one.attempts.length);
  const idOf = (index: number) => String(world.instances()[index]!.instanceId);
  const sends = () => world.emulated.requests(world.rerunAction);
  const messages = ({ hints }: Awaited<ReturnType<typeof rerun>>) =>
    hints.map(({ message }) => message);

  describe.each([
    ['of a range of dates', ofRange],
    ['of a backfill', ofBackfill],
  ])('%s', (__, of) => {
    it('is run again, each once, and nothing else', async () => {
      await addRuns('fails', 'succeeds', 'fails');
      const run = await rerun({}, of());

      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Rerun: 2,
        Ended: false,
        Succeeded: false,
        Instances: [{ [world.words.id]: Number(idOf(0)) }, { [world.words.id]: Number(idOf(2)) }],
      });
      expect(attempts()).toEqual([2, 1, 2]);
      expect(messages(run)).toEqual([]);
    });

    it('is waited for together', async () => {
      await addRuns('fails', 'succeeds', 'fails');
      const run = await rerun(waiting, of());
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Rerun: 2,
        Ended: true,
        Succeeded: true,
        Instances: [{ Status: world.words.succeeded }, { Status: world.words.succeeded }],
        Calls: expect.any(Number),
        WaitedSeconds: expect.any(Number),
      });
    });

    it('is none: nothing is sent, and a hint says so', async () => {
      await addRuns('succeeds', 'succeeds');
      const run = await rerun(waiting, of());
      expect(run.output[0]![0]!.json).toEqual({
        Outcome: 'unchanged',
        Rerun: 0,
        Ended: true,
        Succeeded: true,
        Instances: [],
      });
      expect(messages(run)).toEqual([`Nothing has failed: 2 ${world.words.succeeded}.`]);
      expect(sends()).toEqual([]);
    });
  });

  it('goes in one call where the API takes several', async () => {
    await addRuns('fails', 'fails', 'fails');
    await rerun();
    expect(sends()).toHaveLength(isLegacy ? 3 : 1);
  });

  it('is all of it, however many pages', async () => {
    await addRuns('fails');
    world.addCopies(149);
    const run = await rerun();
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json.Rerun).toBe(150);
    expect(attempts()).toEqual(Array(150).fill(2));
    expect(world.looks()).toBe(isLegacy ? 2 : 4);
  });

  it('is not what was run anew since with success', async () => {
    await addRuns('fails');
    await world.run(task);
    await world.clock().advance(60_000);
    emulator().settle();
    const run = await rerun();
    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'unchanged', Succeeded: true });
    expect(attempts()).toEqual([1, 1]);
  });

  it('says where there are no runs at all', async () => {
    const run = await rerun(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'unchanged', Ended: false });
    expect(messages(run)).toEqual(['Nothing has failed: there are no runs.']);
  });

  it('leaves what still runs as it is', async () => {
    await addRuns('fails');
    emulator().settings.durations.runMs = 3_600_000;
    await world.run(task, DATES[1]);
    await world.clock().advance(30_000);
    emulator().settle();
    emulator().settings.durations.runMs = 10_000;
    const run = await rerun(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Rerun: 1,
      Ended: false,
      Succeeded: false,
      Instances: [{ Status: world.words.succeeded }],
    });
    expect(messages(run)).toEqual([
      `What has not ended was left as it is: 1 ${isLegacy ? 'RUNNING' : 'Running'}.`,
    ]);
    expect(attempts()).toEqual([2, 1]);
  });

  it('names what may not be run again, and does not send it', async () => {
    await addRuns('fails', 'fails');
    world.deny(0);
    const run = await rerun(waiting);
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({ Rerun: 1, Ended: true, Succeeded: false });
    expect(messages(run)).toEqual([`Not rerun, as their task does not allow it: ${idOf(0)}.`]);
    expect(attempts()).toEqual([1, 2]);
  });

  describe('where DataWorks refuses', () => {
    const refuse = (times: number) =>
      emulator().faults.add({
        kind: 'error',
        code: 'Invalid.Something',
        status: 400,
        message: 'Not this one.',
        action: world.rerunAction,
        times,
      });

    it('one, names it, and runs the others again', async () => {
      await addRuns('fails', 'fails', 'fails');
      // Of a call for several that is refused as a whole, each is sent alone.
      refuse(isLegacy ? 1 : 2);
      const run = await rerun();
      expect(run.output[0]![0]!.json.Rerun).toBe(2);
      expect(messages(run)).toEqual([
        expect.stringMatching(/^DataWorks did not rerun \d+ \(Not this one\.?\)\.$/),
      ]);
      expect(attempts().sort()).toEqual([1, 2, 2]);
    });

    it('all, fails with its words', async () => {
      await addRuns('fails', 'fails');
      refuse(9);
      expect((await rerun()).error?.message).toMatch(
        /^DataWorks did not run the instance again: .*Not this one/,
      );
    });
  });

  it('fails where one fails again, when all have ended, and names it', async () => {
    await addRuns('fails', 'succeeds', 'fails');
    emulator().plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no such table' });
    emulator().settings.durations.runMs = 30_000;
    const run = await rerun(waiting);
    expect(run.error?.message).toMatch(
      new RegExp(
        `^DataWorks did not run the instance again: It ended without success \\(instance (${idOf(0)}|${idOf(2)}) is ${world.words.failed}\\)[^]*\\nThe end of its log:\\n[^]*ERROR no such table`,
      ),
    );
    expect(attempts()).toEqual([2, 1, 2]);
  });

  describe('when n8n runs the item again', () => {
    it('only what failed again is rerun, and all is given', async () => {
      await addRuns('fails', 'succeeds', 'fails');
      fail();
      const first = await rerun(waiting);
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Rerun: 2,
        Succeeded: true,
        Instances: [{ Status: world.words.succeeded }, { Status: world.words.succeeded }],
      });
      expect(attempts().sort()).toEqual([1, 2, 3]);
    });

    it('what goes on is waited for', async () => {
      await addRuns('fails', 'fails');
      emulator().settings.durations.runMs = 90_000;
      const first = await rerun({ ...waiting, options: { waitAtMost: 1 } });
      expect(first.error?.message).toMatch(
        isLegacy
          ? /in time \(the state is 2 RUNNING after/
          : /in time \(the state is 1 Running after/,
      );

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'attached',
        Rerun: 2,
        Succeeded: true,
      });
      expect(attempts()).toEqual([2, 2]);
    });

    it('what was not sent is sent, and what was is not', async () => {
      await addRuns('fails', 'fails', 'fails');
      emulator().faults.add({
        kind: 'day-quota-spent',
        action: world.rerunAction,
        after: isLegacy ? 1 : 0,
        times: 20,
      });
      const first = await rerun(waiting);
      expect(first.error).toBeDefined();
      emulator().faults.clear();
      await world.clock().advance(60_000);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Rerun: 3, Succeeded: true });
      expect(attempts()).toEqual([2, 2, 2]);
    });
  });

  describe('when a reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)(
      'is looked for, and not sent again: %s',
      async (kind) => {
        await addRuns('fails', 'fails');
        emulator().faults.add({ kind, action: world.rerunAction });
        const run = await rerun(waiting);
        expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'started', Rerun: 2 });
        expect(attempts()).toEqual([2, 2]);
        expect(sends()).toHaveLength(isLegacy ? 2 : 1);
      },
    );

    it('is sent once more where nothing had arrived', async () => {
      await addRuns('fails', 'fails');
      emulator().faults.add({ kind: 'drop-request', action: world.rerunAction });
      expect((await rerun()).output[0]![0]!.json.Rerun).toBe(2);
      expect(attempts()).toEqual([2, 2]);
    });

    it('stays in doubt where no list can be read, and is looked for in the next run', async () => {
      await addRuns('fails', 'fails');
      // A list that is no list shows nothing.
      emulator().faults.add({
        kind: 'odd-reply',
        reply: 'list',
        action: world.lookAction,
        after: isLegacy ? 1 : 3,
        times: 40,
      });
      emulator().faults.add({ kind: 'drop-reply', action: world.rerunAction });
      const first = await rerun();
      expect(first.error?.message).toMatch(/^DataWorks did not run the instance again: /);
      emulator().faults.clear();
      await world.clock().advance(60_000);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Rerun: 2 });
      expect(attempts()).toEqual([2, 2]);
    });
  });

  describe('when a rerun shows in no reply yet', () => {
    const hide = (ms: number) => hideReruns(world.instances(), world.clock(), ms);

    it('the failure before it is none of it', async () => {
      await addRuns('fails', 'fails');
      hide(25_000);
      const run = await rerun(waiting);
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'started', Succeeded: true });
      expect(run.output[0]![0]!.json.WaitedSeconds).toBeGreaterThanOrEqual(25);
      expect(attempts()).toEqual([2, 2]);
    });

    it('it is not begun a second time when n8n runs the item again', async () => {
      await addRuns('fails', 'fails');
      hide(25_000);
      emulator().faults.add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action: world.lookAction,
        after: isLegacy ? 1 : 3,
        times: 20,
      });
      const first = await rerun(waiting);
      expect(first.error?.message).toMatch(/may not call this operation/);
      emulator().faults.clear();
      const sent = sends().length;
      expect(sent).toBe(isLegacy ? 2 : 1);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'attached',
        Rerun: 2,
        Succeeded: true,
      });
      expect(sends()).toHaveLength(sent);
    });

    it('a failure that is still there after 30 seconds is its own', async () => {
      await addRuns('fails');
      hide(3_600_000);
      const run = await rerun(waiting);
      expect(run.error?.message).toMatch(/It ended without success/);
      expect(sends()).toHaveLength(1);
    });
  });

  it('costs one look for all of a list', async () => {
    await addRuns('fails');
    world.addCopies(19);
    emulator().settings.durations.runMs = 900_000;
    const run = await rerun(waiting, world.failedParameters({ task }));
    expect(run.output[0]![0]!.json).toMatchObject({ Rerun: 20, Succeeded: true });
    expect(world.looks()).toBeLessThanOrEqual(30);
  });

  it.each<[string, INodeParameters, boolean]>([
    ['sends nothing', {}, false],
    ['stops what was begun where that is wished', { stopWhenCancelled: true }, true],
  ])('when the execution is cancelled during the wait: %s', async (__, options, stops) => {
    world.reset({ auto: false });
    task = await world.addTask();
    await addRuns('fails', 'fails');
    emulator().settings.durations.runMs = 900_000;
    const started = world.emulated.engine.start({
      parameters: { ...ofRange(), ...waiting, options },
    });
    let isOver = false;
    void started.result.then(() => (isOver = true));
    while (!isOver && sends().length < (isLegacy ? 2 : 1)) await world.clock().advance(5);
    await world.clock().untilSleeping();
    await world.clock().advance(60_000);
    await world.clock().untilSleeping();
    const before = world.emulated.requests().length;
    started.cancel();
    expect((await started.result).status).toBe('canceled');
    const after = world.emulated.requests().slice(before);
    const expected = isLegacy ? 2 : 1;
    expect(after.map(({ action }) => action)).toEqual(
      stops ? Array(expected).fill(world.stopAction) : [],
    );
    // Also what is in a list that was not looked at since.
    await world.clock().advance(20_000);
    emulator().settle();
    const run = await rerun({}, ofBackfill());
    expect(run.output[0]![0]!.json.Rerun).toBe(stops ? 2 : 0);
  });

  it('is rerun once by two equal items', async () => {
    await addRuns('fails', 'fails');
    const run = await world.emulated.engine.run({ items: [{}, {}], parameters: ofRange() });
    expect(run.error).toBeUndefined();
    expect(run.output[0]!.map(({ json }) => json.Outcome)).toEqual(['started', 'unchanged']);
    expect(attempts()).toEqual([2, 2]);
  });

  it.each<[string, INodeParameters, RegExp]>([
    [
      'dates the wrong way round',
      { endBizDate: '2026-02-01' },
      /"Last Business Date" is 2026-02-01, before/,
    ],
    ['no first date', { startBizDate: '' }, /"First Business Date" is empty/],
    ['too many dates', { startBizDate: '2020-01-01' }, /"Last Business Date" makes it 2251 dates/],
    ['another choice', { failedOf: '={{ "all" }}' }, /"Failed Runs Of" is "all"/],
    ['no id', { failedOf: 'backfill', runIds: '={{ "" }}' }, /"Run IDs" is empty/],
    ['an empty list', { failedOf: 'backfill', runIds: '={{ [] }}' }, /"Run IDs" is empty/],
    [
      'what is no id',
      { failedOf: 'backfill', runIds: '300000000000001, last' },
      /"Run IDs" is "last"/,
    ],
    [
      'an id that has lost digits',
      { failedOf: 'backfill', runIds: '={{ [9007199254740993] }}' },
      /"Run IDs" is too large for a number/,
    ],
  ])('is refused before anything is sent: %s', async (__, changes, message) => {
    const before = world.emulated.requests().length;
    expect((await rerun(changes)).error?.message).toMatch(message);
    expect(world.emulated.requests()).toHaveLength(before);
  });

  it('is rerun exactly once each on a bad network', async () => {
    const wrong = fc.constantFrom<Misbehaviour>(
      { kind: 'drop-request' },
      { kind: 'drop-reply' },
      { kind: 'cut' },
      { kind: 'throttle' },
      { kind: 'html', status: 503 },
      { kind: 'html', status: 504, acts: true },
    );
    const { rerunAction, lookAction } = world;
    const action = fc.constantFrom(rerunAction, rerunAction, lookAction);
    const faults = fc.array(fc.tuple(action, wrong, fc.nat({ max: 2 })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        faults,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 3_600_000),
        async (drawn, count, runMs) => {
          world.reset();
          task = await world.addTask();
          await addRuns(...Array<'fails'>(count).fill('fails'));
          emulator().settings.durations.runMs = runMs;
          for (const [on, what, after] of drawn)
            emulator().faults.add({ ...what, action: on, after });
          let run = await rerun();
          for (let retry = 0; run.error && retry < 5; retry++) run = await run.retry();
          expect(attempts()).toEqual(Array(count).fill(2));
          expect(run.error).toBeUndefined();
          expect(run.output[0]![0]!.json.Rerun).toBe(count);
        },
      ),
      { ...draws, numRuns: Math.min(draws.numRuns, 20) },
    );
  });
});
