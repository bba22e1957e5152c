import type { INodeParameters } from 'n8n-workflow';

import { fillWorkspace } from './fillWorkspace';
import type { RunOptions } from './harness/engine';
import { DATE, DAY_MS, HOUR_MS, inChina, worlds, type World } from './theirRuns';

describe.each(worlds)('a run in %s, waited for', (_, open) => {
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

  const emulator = () => world.emulated.server.emulator;
  const wait = (changes?: INodeParameters, of = task) =>
    world.emulated.engine.run({ parameters: world.parameters(of, changes) });
  const fail = () => emulator().plans.add({ of: 'run', result: 'FAILURE' });
  /** Starts a wait with time that passes from look to look alone. */
  function start(run: Partial<RunOptions> = {}) {
    const started = world.emulated.engine.start({ parameters: world.parameters(task), ...run });
    let isOver = false;
    void started.result.then(() => (isOver = true));
    return {
      ...started,
      async pass(ms: number) {
        const until = world.clock().now() + ms;
        while (!isOver && world.clock().now() < until) {
          await Promise.race([world.clock().untilSleeping(), started.result]);
          await world.clock().advanceToNext();
        }
      },
    };
  }
  /** Without time that jumps: made after what the test begins with. */
  async function slowly() {
    world.reset({ auto: false });
    task = await world.addTask();
  }

  it('gives a run that has ended, with one look', async () => {
    await world.run(task);
    await world.clock().advance(60_000);
    const run = await wait();

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({
      BizDate: DATE,
      Ended: true,
      Succeeded: true,
      Instances: [{ Status: world.words.succeeded, [world.words.id]: expect.any(Number) }],
      Calls: 1,
      WaitedSeconds: 0,
    });
    expect(world.looks()).toBe(1);
  });

  it('waits for one that is under way', async () => {
    emulator().settings.durations.runMs = 90_000;
    await world.run(task);
    const run = await wait();
    expect(run.output[0]![0]!.json).toMatchObject({ Ended: true, Succeeded: true });
    expect(run.output[0]![0]!.json.WaitedSeconds).toBeGreaterThan(60);
  });

  it('waits for one that is not there yet', async () => {
    await slowly();
    const waiting = start();
    await waiting.pass(300_000);
    expect(world.looks()).toBeGreaterThan(5);
    await world.run(task);
    await waiting.pass(HOUR_MS);

    const { error, output } = await waiting.result;
    expect(error).toBeUndefined();
    expect(output[0]![0]!.json).toMatchObject({
      Succeeded: true,
      Instances: [{ Status: world.words.succeeded }],
    });
    expect(output[0]![0]!.json.WaitedSeconds).toBeGreaterThan(300);
  });

  it('does not take the run of another date, or of another task', async () => {
    const other = await world.addTask();
    await world.run(task, '2026-02-25');
    await world.run(other);
    await world.clock().advance(60_000);
    const run = await wait({ options: { waitAtMost: 1 } });
    expect(run.error?.message).toMatch(/not there yet after 60 s/);
  });

  it('counts the newest of several runs of the date', async () => {
    fail();
    await world.run(task);
    await world.clock().advance(60_000);
    await world.run(task);
    await world.clock().advance(60_000);
    const run = await wait();
    expect(run.output[0]![0]!.json).toMatchObject({
      Succeeded: true,
      Instances: [{ Status: world.words.succeeded }],
    });
  });

  it('waits for the run that the schedule has today unless a date is given', async () => {
    const yesterday = inChina(world.clock().now() - DAY_MS);
    await world.run(task, yesterday);
    const run = await wait({ bizDate: '' });
    expect(run.output[0]![0]!.json).toMatchObject({ BizDate: yesterday, Succeeded: true });
  });

  it('keeps its date when n8n runs it again after midnight', async () => {
    const yesterday = inChina(world.clock().now() - DAY_MS);
    const first = await wait({ bizDate: '', options: { waitAtMost: 1 } });
    expect(first.status).toBe('error');
    await world.clock().advance(DAY_MS);
    await world.run(task, yesterday);
    const again = await first.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ BizDate: yesterday, Succeeded: true });
  });

  it('says what it moved where that is wished', async () => {
    const log = 'State: 3(RUN) | Total: 7R 80B | Speed: 1R/s 8B/s | Error: 0R 0B | Stage: 100.0%';
    emulator().plans.add({ of: 'run', log });
    await world.run(task);
    const run = await wait({ options: { includeStatistics: true } });
    expect(run.output[0]![0]!.json.Instances).toMatchObject([
      { Statistics: { Moved: true, RowsRead: 7 } },
    ]);
  });

  describe('a run that has failed', () => {
    beforeEach(async () => {
      fail();
      await world.run(task);
    });

    it('fails the item, with the end of its log', async () => {
      const run = await wait();
      expect(run.error?.message).toMatch(
        /^DataWorks did not run the task: It ended without success \(instance \d+ is [^]*\nThe end of its log:\n/,
      );
    });

    it('goes on where that is wished', async () => {
      const run = await wait({ ifFailed: 'continue' });
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Ended: true,
        Succeeded: false,
        Instances: [{ Status: world.words.failed }],
      });
    });

    it('is waited for further where it is to succeed', async () => {
      await slowly();
      fail();
      await world.run(task);
      const waiting = start({ parameters: world.parameters(task, { state: 'succeeded' }) });
      await waiting.pass(120_000);
      await world.rerun();
      await waiting.pass(HOUR_MS);
      const { error, output } = await waiting.result;
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({ Succeeded: true });
    });

    it.each(['fail', 'continue'])('at the end of such a wait: %s', async (ifFailed) => {
      const run = await wait({ state: 'succeeded', ifFailed, options: { waitAtMost: 2 } });
      if (ifFailed === 'fail') {
        expect(run.error?.message).toMatch(
          new RegExp(`It did not end in time \\(the state is 1 ${world.words.failed} after 120 s`),
        );
      } else {
        expect(run.output[0]![0]!.json).toMatchObject({ Ended: true, Succeeded: false });
      }
    });
  });

  it('ends at the deadline, and says that there was no run', async () => {
    await slowly();
    const waiting = start();
    await waiting.pass(2 * HOUR_MS);
    const { error } = await waiting.result;
    expect(error?.message).toMatch(
      /^DataWorks did not run the task: It did not end in time \(the state is not there yet after 3600 s and \d+ calls\)\.$/,
    );
    expect(world.looks()).toBeLessThanOrEqual(70);
  });

  it('ends at once when the execution is cancelled, and sends nothing', async () => {
    await slowly();
    const waiting = start();
    await waiting.pass(60_000);
    const before = world.emulated.requests().length;
    waiting.cancel();
    expect((await waiting.result).status).toBe('canceled');
    expect(world.emulated.requests()).toHaveLength(before);
  });

  it('outlives looks that fail', async () => {
    await world.run(task);
    const action = world.lookAction;
    emulator().faults.add({ kind: 'html', status: 502, action, times: 6 });
    expect((await wait()).output[0]![0]!.json.Succeeded).toBe(true);
  });

  it('looks for all items together: an hour costs as much as for one', async () => {
    await slowly();
    const tasks = [task];
    while (tasks.length < 12) tasks.push(await world.addTask());
    const waiting = start({
      items: tasks.map((id) => ({ id })),
      parameters: world.parameters('={{ $json.id }}', {
        options: { concurrency: 12, waitAtMost: 60 },
      }),
      settings: { onError: 'continueErrorOutput' },
    });
    await waiting.pass(1_200_000);
    for (const one of tasks.slice(0, 6)) await world.run(one);
    await waiting.pass(HOUR_MS);
    const { output } = await waiting.result;
    expect(output[0]!.map(({ json }) => json.Succeeded)).toEqual(Array(6).fill(true));
    expect(output[1]!.map(({ json }) => String(json.error))).toEqual(
      Array(6).fill(expect.stringMatching(/not there yet after 3600 s/)),
    );
    expect(world.looks()).toBeLessThanOrEqual(70);
  });

  it('looks at each task alone where a workspace has thousands of other runs', async () => {
    await slowly();
    const tasks = [task, await world.addTask(), await world.addTask()];
    fillWorkspace(world.emulated.server).addOthers(8_000, DATE, { newer: true });
    const waiting = start({
      items: tasks.map((id) => ({ id })),
      parameters: world.parameters('={{ $json.id }}'),
    });
    await waiting.pass(600_000);
    for (const one of tasks) await world.run(one);
    await waiting.pass(HOUR_MS);
    const { output } = await waiting.result;
    expect(output[0]!.map(({ json }) => json.Succeeded)).toEqual([true, true, true]);
    expect(world.looks()).toBeLessThanOrEqual(40);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['a date that is none', { bizDate: 'soon' }, /"Business Date" is no date: "soon"/],
    ['another state', { state: '={{ "begun" }}' }, /"Wait Until" is "begun"/],
    ['another choice', { ifFailed: '={{ "stop" }}' }, /"If the Run Failed" is "stop"/],
    ['a wait of no time', { options: { waitAtMost: 0 } }, /"Wait at Most" is 0/],
    ['an unknown zone', { options: { schedulingTimeZone: 'Mars' } }, /"Scheduling Time Zone"/],
  ])('refuses before sending: %s', async (__, changes, message) => {
    const before = world.emulated.requests().length;
    expect((await wait(changes)).error?.message).toMatch(message);
    expect(world.emulated.requests()).toHaveLength(before);
  });
});
