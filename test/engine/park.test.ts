import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createParameters, script } from './emulated';
import type { RunOptions } from './harness/engine';
import type { EngineRun, StartedRun } from './harness/run';
import { byId } from './studioNodes';
import { newNode } from './syncNodes';
import { worlds, type World } from './theirRuns';

const HOUR_MS = 3_600_000;
const SECRET = 'Secr3tOfTheScript';

const withOptions = (parameters: INodeParameters, options: INodeParameters): INodeParameters => ({
  ...parameters,
  options: { ...(parameters.options as INodeParameters), ...options },
});

/** The output without what no two runs have in common. */
const shown = ({ output }: EngineRun) =>
  JSON.parse(
    JSON.stringify(output)
      .replaceAll(/(task|orders)_\d+|n8n-[0-9a-f]{48}/g, '…')
      .replaceAll(
        /("(?:RequestId|Calls|WaitedSeconds|FinishTime|FinishedTime|ModifyTime|CreateTime|[A-Za-z]*Time)"):("[^"]*"|\d+)/g,
        '$1:0',
      ),
  ) as unknown;

describe.each(worlds)('While Waiting: Park It, in %s', (name, open) => {
  const isLegacy = name === 'legacy DataStudio';
  let world: World;
  let task: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.emulated.close());
  const emulator = () => world.emulated.server.emulator;
  const failRun = () =>
    emulator().plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no table' });
  /** What comes last of a deployment. */
  const failDeployment = () =>
    emulator().plans.add(
      isLegacy
        ? { of: 'deploy', fails: 'deployment', message: 'ERROR no table' }
        : { of: 'stage', stage: 'PROD', does: 'fail', message: 'ERROR no table' },
    );

  const bringLive = (): INodeParameters => {
    const more = { firstRun: true, runFor: 'yesterday', wait: true };
    const schedule = { inputList: 'demo_workspace_root', cronExpress: '00 05 00 * * ?' };
    const content = JSON.stringify(script).replace('"where":""', `"where":"password='${SECRET}'"`);
    return isLegacy
      ? createParameters({ operation: 'bringLive', schedule, taskContent: content, ...more })
      : newNode({ operation: 'bringLive', taskContent: content, ...more });
  };
  const rerun = (): INodeParameters => {
    const id = String(
      [
        ...(isLegacy
          ? emulator().state.instances.keys()
          : emulator().state.studio.taskInstances.keys()),
      ][0],
    );
    return isLegacy
      ? { resource: 'instance', operation: 'rerun', instanceId: byId(id), wait: true }
      : { resource: 'taskInstance', operation: 'rerun', taskInstanceId: byId(id), wait: true };
  };

  interface Case {
    what: string;
    parameters(): INodeParameters;
    /** What somebody else did before. */
    before?(): Promise<void>;
    /** Lets it fail; left out: its run does. */
    fail?(): void;
  }
  const cases: Case[] = [
    { what: 'Run', parameters: () => world.runParameters(task, { wait: true }) },
    {
      what: 'Run that joins',
      parameters: () =>
        withOptions(world.runParameters(task, { wait: true }), { ifRunning: 'join' }),
      async before() {
        emulator().settings.durations.runMs = HOUR_MS;
        await world.run(task);
        await world.clock().advance(10_000);
      },
    },
    { what: 'Bring Live', parameters: bringLive },
    {
      what: 'Rerun',
      parameters: rerun,
      async before() {
        await world.run(task);
        await world.clock().advance(60_000);
        // Its end is noted when it is looked at.
        emulator().settle();
      },
    },
    {
      what: 'Wait for Run',
      parameters: () => world.parameters(task),
      async before() {
        emulator().settings.durations.runMs = HOUR_MS;
        await world.run(task);
      },
    },
    {
      what: 'Deploy',
      parameters: () => world.runParameters(task, { operation: 'deploy' }),
      fail: failDeployment,
    },
  ];

  async function runBoth(
    one: Case,
    { settings = {}, fails = false }: { settings?: RunOptions['settings']; fails?: boolean } = {},
  ) {
    const results: { started: StartedRun; run: EngineRun }[] = [];
    for (const whileWaiting of ['hold', 'park']) {
      world.reset();
      task = await world.addTask();
      emulator().plans.clear();
      emulator().settings.durations.runMs = 10_000;
      // The run that is there before is not the one that fails.
      const fail = one.fail ?? failRun;
      if (fails && one.what !== 'Rerun') fail();
      await one.before?.();
      if (fails && one.what === 'Rerun') fail();
      if (one.what !== 'Rerun') emulator().settings.durations.runMs = HOUR_MS;
      const parameters = withOptions(one.parameters(), { whileWaiting, waitAtMost: 600 });
      const started = world.emulated.engine.start({ parameters, settings });
      results.push({ started, run: await started.result });
    }
    for (const { run } of results) if (run.error && !fails) throw new Error(run.error.message);
    const [hold, park] = results as [(typeof results)[0], (typeof results)[0]];
    expect(hold.started.parking.code()).toBeUndefined();
    expect(park.started.parking.code()).toBeDefined();
    return { hold: hold.run, park: park.run, stored: park.started.parking.stored() };
  }

  it.each(cases)('$what gives what it gives held', async (one) => {
    const { hold, park, stored } = await runBoth(one);
    expect(hold.error).toBeUndefined();
    expect(park.error).toBeUndefined();
    expect(shown(park)).toEqual(shown(hold));
    expect(park.output[0]).toHaveLength(1);
    expect(stored).not.toContain(SECRET);
  });

  it.each(cases)('$what fails with the words that it fails with held', async (one) => {
    const { hold, park } = await runBoth(one, { fails: true });
    expect(hold.status).toBe('error');
    expect(park.status).toBe('error');
    const said = (run: EngineRun) =>
      run.error?.message.replaceAll(/\d{4}-\d\d-\d\d \S+|(task|orders)_\d+/g, '');
    expect(said(park)).toBe(said(hold));
    expect(park.error?.message).toContain('ERROR no table');
  });

  it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'a failure is an item: On Error %s',
    async (onError) => {
      const { hold, park } = await runBoth(cases[0]!, { settings: { onError }, fails: true });
      const failed = (run: EngineRun) => run.output.flat()[0]!.json as { details: IDataObject };
      const at = onError === 'continueErrorOutput' ? 1 : 0;
      expect(park.status).toBe('success');
      expect(park.output[at]).toHaveLength(1);
      expect(Object.keys(failed(park).details)).toEqual(
        expect.arrayContaining(['action', 'todo', 'log', 'requestId']),
      );
      expect(failed(park).details.todo).toBe(failed(hold).details.todo);
    },
  );

  describe('the execution that waits is cancelled', () => {
    it.each([true, false])('stops the run where that is wished: %s', async (stopWhenCancelled) => {
      world.reset({ auto: false });
      task = await world.addTask();
      emulator().settings.durations.runMs = HOUR_MS;
      const parameters = withOptions(world.runParameters(task, { wait: true }), {
        whileWaiting: 'park',
        stopWhenCancelled,
      });
      const started = world.emulated.engine.start({ parameters });
      for (let step = 0; step < 8; step++) {
        await Promise.race([world.clock().untilSleeping(), started.result]);
        await world.clock().advanceToNext();
      }
      const looks = world.looks();
      expect(looks).toBeGreaterThan(2);
      started.cancel();
      await Promise.race([world.clock().untilSleeping(), started.result]);
      await world.clock().advanceToNext();
      const { status } = await started.result;
      expect(status).toBe('canceled');
      const stops = world.emulated
        .requests()
        .filter(({ action }) => action?.startsWith('Stop')).length;
      expect(stops).toBe(stopWhenCancelled ? 1 : 0);
    });
  });

  describe('Deploy, which writes between its waits', () => {
    const deploy = (options: INodeParameters = {}) =>
      withOptions(world.runParameters(task, { operation: 'deploy' }), {
        whileWaiting: 'park',
        waitAtMost: 600,
        ...options,
      });
    const writes = isLegacy
      ? ['SubmitFile', 'DeployFile']
      : ['CreatePipelineRun', 'ExecPipelineRunStage', 'ExecPipelineRunStage'];
    const acted = () =>
      world.emulated
        .requests()
        .filter((one) => one.acted && !/^(Get|List)/.test(one.action ?? ''))
        .map(({ action }) => action);
    let before: number;
    beforeEach(async () => {
      world.reset();
      task = await world.addTask();
      emulator().plans.clear();
      before = acted().length;
    });

    it.each(['none', 'drop-reply', 'cut', 'drop-request'] as const)(
      'writes each once, whatever is lost: %s',
      async (kind) => {
        if (kind !== 'none') {
          for (const action of new Set(writes)) emulator().faults.add({ kind, action });
        }
        const { output, error } = await world.emulated.engine.run({ parameters: deploy() });
        expect(error).toBeUndefined();
        expect(output[0]![0]!.json.Outcome).toBe('deployed');
        expect(acted().slice(before)).toEqual(writes);
      },
    );

    it('goes on with what the execution has begun before', async () => {
      emulator().settings.durations.deployMs = HOUR_MS;
      const held = { whileWaiting: 'hold', waitAtMost: 1 };
      const first = await world.emulated.engine.run({ parameters: deploy(held) });
      expect(first.status).toBe('error');
      const again = await first.retry({ parameters: deploy() });
      expect(again.error).toBeUndefined();
      expect(again.output[0]![0]!.json.Outcome).toBe('deployed');
      expect(acted().slice(before)).toEqual(writes);
    });

    it('costs at most 70 calls an hour', async () => {
      emulator().settings.durations.deployMs = HOUR_MS;
      const sent = world.emulated.requests().length;
      const begin = world.clock().now();
      await world.emulated.engine.run({ parameters: deploy() });
      const hours = (world.clock().now() - begin) / HOUR_MS;
      expect(hours).toBeGreaterThan(1);
      expect(hours).toBeLessThan(2.1);
      const calls = world.emulated.requests().length - sent;
      expect(calls / hours).toBeLessThanOrEqual(70);
      expect(calls / hours).toBeGreaterThan(40);
    });
  });

  it('keeps no secret of the script, and keeps it out of the log', async () => {
    world.reset();
    emulator().plans.clear();
    emulator().plans.add({ of: 'run', result: 'FAILURE', log: `ERROR refused ${SECRET}` });
    const parameters = withOptions(bringLive(), { whileWaiting: 'park' });
    const started = world.emulated.engine.start({ parameters });
    const { error } = await started.result;
    expect(error?.message).toMatch(/ERROR refused \*\*\*/);
    expect(error?.message).not.toContain(SECRET);
    expect(started.parking.stored()).not.toContain(SECRET);
  });

  it('is refused for a tool before anything is sent', async () => {
    world.reset();
    task = await world.addTask();
    const before = world.emulated.requests().length;
    const parameters = withOptions(world.runParameters(task, { wait: true }), {
      whileWaiting: 'park',
    });
    const { reply } = await world.emulated.engine.runAsTool({ parameters, toolArguments: {} });
    expect(JSON.stringify(reply)).toContain('\\"While Waiting\\" is Park');
    expect(world.emulated.requests()).toHaveLength(before);
  });
});
