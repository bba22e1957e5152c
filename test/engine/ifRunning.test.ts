import type { INodeParameters } from 'n8n-workflow';

import { DATE, worlds, type World } from './theirRuns';

const NEXT = '2026-02-27';

describe.each(worlds)('Run in %s, if a run is under way', (name, open) => {
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
  const parameters = (ifRunning?: string, options: INodeParameters = {}, more = {}) =>
    world.runParameters(task, {
      ...more,
      options: { ...options, ...(ifRunning === undefined ? {} : { ifRunning }) },
    });
  const run = (...given: Parameters<typeof parameters>) =>
    world.emulated.engine.run({ parameters: parameters(...given) });
  const starts = () => world.emulated.requests(world.startAction).length;
  const stops = () =>
    world.emulated.requests().filter(({ action }) => action?.startsWith('Stop')).length;
  /** Somebody else's run that goes on for some time. */
  async function theirs(last = DATE) {
    emulator().settings.durations.runMs = 90_000;
    await world.run(task, DATE, last);
    await world.clock().advance(10_000);
  }

  it('starts anyway and does not look unless it is told otherwise', async () => {
    await theirs();
    const { output, error } = await run();
    expect(error).toBeUndefined();
    expect(output[0]![0]!.json.Outcome).toBe('started');
    expect(starts()).toBe(2);
    expect(world.looks()).toBe(0);
  });

  it.each(['join', 'fail', 'stopFirst'])('starts where none is, for one call: %s', async (does) => {
    await world.run(task);
    await world.clock().advance(60_000);
    const { output } = await run(does);
    expect(output[0]![0]!.json.Outcome).toBe('started');
    expect([starts(), world.looks(), stops()]).toEqual([2, 1, 0]);
  });

  it('fails where that is wished, and names what is under way', async () => {
    await theirs();
    const { error } = await run('fail');
    expect(error?.message).toMatch(
      /^The parameter "If a Run Is Under Way" is Fail, and instance \d+ of 2026-02-26 is running$/i,
    );
    expect(starts()).toBe(1);
  });

  describe('joins it', () => {
    it('and waits for its end', async () => {
      await theirs();
      const { output, error } = await run('join', {}, { wait: true });
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({
        Outcome: 'joined',
        StartBizDate: DATE,
        Instances: [{ Status: world.words.succeeded }],
        Calls: expect.any(Number),
      });
      expect(starts()).toBe(1);
    });

    it('without a wait, with its id', async () => {
      await theirs();
      const joined = (await run('join')).output[0]![0]!.json;
      const [id] = (joined.Data ?? joined.WorkflowInstanceIds) as number[];
      expect(joined.Outcome).toBe('joined');
      expect(id).toBe(name.startsWith('legacy') ? 300000000000001 : 1000000000001);
    });

    it('and fails with it, with the end of its log', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      await theirs();
      const { error } = await run('join', {}, { wait: true });
      expect(error?.message).toMatch(/It ended without success[^]*\nThe end of its log:/);
      expect(starts()).toBe(1);
    });

    it('also where dates of it have not begun', async () => {
      await theirs(NEXT);
      const { output } = await run('join', {}, { wait: true, endBizDate: NEXT });
      expect(output[0]![0]!.json).toMatchObject({ Outcome: 'joined' });
      expect(output[0]![0]!.json.Instances).toHaveLength(2);
      expect(starts()).toBe(1);
    });

    it('only where it covers all dates', async () => {
      await theirs();
      const { error } = await run('join', {}, { endBizDate: NEXT });
      expect(error?.message).toMatch(/is Join, and what is under way lacks 1 of the dates/);
      expect(starts()).toBe(1);
    });

    it('again when n8n runs the item again, also when it has ended', async () => {
      await theirs();
      const first = await run('join', { waitAtMost: 1 }, { wait: true });
      expect(first.error?.message).toMatch(/did not end in time/);
      await world.clock().advance(120_000);
      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'joined',
        Instances: [{ Status: world.words.succeeded }],
      });
      expect(starts()).toBe(1);
    });

    it('and starts its own when n8n runs the item again after it failed', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      await theirs();
      const first = await run('join', {}, { wait: true });
      expect(first.status).toBe('error');
      const again = await first.retry();
      expect(again.output[0]![0]!.json.Outcome).toBe('started');
      expect(starts()).toBe(2);
    });

    it('and does not stop it when the execution is cancelled', async () => {
      world.reset({ auto: false });
      task = await world.addTask();
      await theirs();
      const started = world.emulated.engine.start({
        parameters: parameters('join', { stopWhenCancelled: true }, { wait: true }),
      });
      await world.clock().untilSleeping();
      started.cancel();
      expect((await started.result).status).toBe('canceled');
      expect(stops()).toBe(0);
    });

    it('where another item of the execution has just begun it', async () => {
      const { output } = await world.emulated.engine.run({
        items: [{}, {}],
        parameters: parameters('join', {}, { wait: true }),
      });
      expect(output[0]!.map(({ json }) => json.Outcome).sort()).toEqual(['joined', 'started']);
      expect(starts()).toBe(1);
    });
  });

  describe('stops it first', () => {
    it('and starts when it has ended', async () => {
      await theirs();
      const { output, error } = await run('stopFirst', {}, { wait: true });
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Instances: [{ Status: world.words.succeeded }],
      });
      expect([starts(), stops()]).toEqual([2, 1]);
    });

    it('and says why where it may not', async () => {
      await theirs();
      const action = name.startsWith('legacy') ? 'StopInstance' : 'StopTaskInstances';
      emulator().faults.add({ kind: 'day-quota-spent', action, times: 'always' });
      const { error } = await run('stopFirst');
      expect(error?.message).toMatch(/^DataWorks did not stop the instance: /);
      expect(starts()).toBe(1);
    });
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['another choice', { ifRunning: '={{ "wait" }}' }, /"If a Run Is Under Way" is "wait"/],
    ['no switch', { stopScheduled: '={{ "perhaps" }}' }, /"Stop Scheduled Runs"/],
  ])('refuses before sending: %s', async (_, options, message) => {
    const before = world.emulated.requests().length;
    expect((await run(undefined, options)).error?.message).toMatch(message);
    expect(world.emulated.requests()).toHaveLength(before);
  });
});
