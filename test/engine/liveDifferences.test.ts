import type { INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';
import type { BatchTasks } from './batchTasks';
import { createParameters, script, storedScript } from './emulated';
import { nodesOf, ofBatch, parents, schedule, withTasks } from './liveRows/scene';
import { startRealTime, taskParameters, type RealTime } from './realTime';

/**
 * How DataWorks answers where the sources leave it open, or name more than one way: the node is right
 * in each. docs/live-evidence.md says where each behaviour comes from.
 */

/** What the node called, in order; looks of waits, and GetProject, apart. */
const calls = (tasks: BatchTasks, from: number) =>
  tasks
    .requests()
    .slice(from)
    .map(({ action }) => action!)
    .filter((action) => !['GetDeployment', 'GetProject', 'GetDag'].includes(action));

const combine = <A, B>(some: readonly A[], others: readonly B[]) =>
  some.flatMap((one) => others.map((other): [A, B] => [one, other]));

describe('a deletion', () => {
  const remove = (tasks: BatchTasks, fileId: string) =>
    tasks.engine.run({ parameters: ofBatch('delete', fileId) });

  it.each<EmulatorOptions>([
    ...combine(['byEnvironment', 'atOnce'] as const, ['recycleBin', 'gone'] as const).flatMap(
      ([deletion, deletedFile]) =>
        (['gateway', 'body'] as const).map((refusals) => ({ deletion, deletedFile, refusals })),
    ),
    { projectMode: 'basic' },
    { projectMode: 'basic', deletedFile: 'gone', missingFile: 'refusal' },
    { missingFile: 'refusal' },
  ])('ends in production too: %j', async (options) => {
    await withTasks(options, async (tasks) => {
      const fileId = await tasks.addTask();
      const deployed = await tasks.engine.run({ parameters: schedule(fileId) });
      expect(deployed.error).toBeUndefined();
      expect((await tasks.engine.run({ parameters: ofBatch('deploy', fileId) })).error).toBe(
        undefined,
      );
      expect(nodesOf(tasks).PROD).toBe(1);
      const run = await remove(tasks, fileId);

      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({ deleted: true });
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
      expect(tasks.requests('DeployFile').length).toBeLessThanOrEqual(2);
    });
  });

  it.each(combine(['accepted', 'refused'] as const, ['gateway', 'body'] as const))(
    'of a task that never was in production, where DeployFile of it is %s (%s)',
    async (deletionNotInProduction, refusals) => {
      await withTasks({ deletionNotInProduction, refusals }, async (tasks) => {
        const fileId = await tasks.addTask();
        await tasks.engine.run({ parameters: schedule(fileId) });
        const options = { projectEnv: 'DEV' };
        await tasks.engine.run({ parameters: ofBatch('deploy', fileId, { options }) });
        expect(nodesOf(tasks)).toEqual({ DEV: 1, PROD: 0 });
        const run = await remove(tasks, fileId);

        expect(run.error).toBeUndefined();
        expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
      });
    },
  );

  it('asks for the mode of a workspace once in an execution', async () => {
    await withTasks({}, async (tasks) => {
      const ids = [await tasks.addTask(), await tasks.addTask(), await tasks.addTask()];
      for (const id of ids) await tasks.deploy(id);
      const run = await tasks.engine.run({
        items: ids.map((id) => ({ id })),
        parameters: ofBatch('delete', '={{ $json.id }}'),
      });

      expect(run.error).toBeUndefined();
      expect(tasks.requests('GetProject')).toHaveLength(1);
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
    });
  });

  it('of which the reply of DeployFile was lost is not made twice', async () => {
    await withTasks({}, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      const sent = tasks.requests('DeployFile').length;
      tasks.server.emulator.faults.add({ kind: 'drop-reply', action: 'DeployFile' });
      const run = await remove(tasks, fileId);

      expect(run.error).toBeUndefined();
      expect(tasks.requests('DeployFile')).toHaveLength(sent + 1);
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
    });
  });

  it('that has failed in production says where the task still runs, and goes on from there', async () => {
    await withTasks({}, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      tasks.server.emulator.plans.add({ of: 'deploy-deletion', fails: 'deployment' });
      const first = await remove(tasks, fileId);
      expect(first.error?.description).toMatch(/may still run in production/);
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 1 });

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ deleted: true });
      expect(tasks.requests('DeleteFile')).toHaveLength(1);
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
    });
  });

  it('that somebody has made in development alone is brought to production', async () => {
    await withTasks({}, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      await tasks.official('DeleteFile', { ProjectId: '10000', FileId: fileId });
      await tasks.clock().advance(60_000);
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 1 });
      const run = await remove(tasks, fileId);

      expect(run.error).toBeUndefined();
      expect(nodesOf(tasks)).toEqual({ DEV: 0, PROD: 0 });
    });
  });
});

describe('a deployment', () => {
  it.each([
    ['standard', undefined],
    ['basic', 'publishes'],
    ['basic', 'prepares'],
    ['basic', 'refused'],
  ] as const)('reaches production in %s mode, where SubmitFile %s', async (projectMode, how) => {
    await withTasks({ projectMode, basicSubmit: how ?? 'publishes' }, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.engine.run({ parameters: schedule(fileId) });
      const run = await tasks.engine.run({ parameters: ofBatch('deploy', fileId) });

      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Deployment: { Status: 1 },
        Outcome: 'deployed',
      });
      expect(tasks.requests('SubmitFile')).toHaveLength(projectMode === 'basic' ? 0 : 1);
      expect(nodesOf(tasks).PROD).toBe(1);
    });
  });

  it('of which the reply was lost is not made twice in basic mode', async () => {
    await withTasks({ projectMode: 'basic' }, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.engine.run({ parameters: schedule(fileId) });
      tasks.server.emulator.faults.add({ kind: 'drop-reply', action: 'DeployFile' });
      const run = await tasks.engine.run({ parameters: ofBatch('deploy', fileId) });

      expect(run.error).toBeUndefined();
      expect(tasks.requests('DeployFile')).toHaveLength(1);
    });
  });

  it('to development is refused in basic mode, before it is sent', async () => {
    await withTasks({ projectMode: 'basic' }, async (tasks) => {
      const fileId = await tasks.addTask();
      const run = await tasks.engine.run({
        parameters: ofBatch('deploy', fileId, { options: { projectEnv: 'DEV' } }),
      });

      expect(run.error?.message).toMatch(/"Environment" is Development, .* basic mode/);
      expect(tasks.requests('SubmitFile')).toEqual([]);
    });
  });

  it('of a task that is brought live is refused in the same way, at once and before it is made', async () => {
    await withTasks({ projectMode: 'basic' }, async (tasks) => {
      const run = await tasks.engine.run({
        parameters: createParameters({
          operation: 'bringLive',
          schedule: parents,
          options: { projectEnv: 'DEV' },
        }),
      });

      expect(run.error?.message).toMatch(/"Environment" is Development, .* basic mode/);
      expect(tasks.requests().map(({ action }) => action)).toEqual(['GetProject']);
      expect(tasks.clock().sleeps).toEqual([]);
    });
  });

  it('goes on as in standard mode where GetProject is refused', async () => {
    await withTasks({}, async (tasks) => {
      const fileId = await tasks.addTask();
      await tasks.engine.run({ parameters: schedule(fileId) });
      const code = 'Forbidden.Access';
      tasks.server.emulator.faults.add({ kind: 'error', action: 'GetProject', code, status: 403 });
      const run = await tasks.engine.run({ parameters: ofBatch('deploy', fileId) });
      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'deployed' });
    });
  });
});

describe('a folder', () => {
  it.each(
    combine(
      ['业务流程/folderDi', 'Business Flow/folderDi', 'Business Flow/Data Integration'] as const,
      ['业务流程/demo/folderDi', '业务流程/demo/数据集成', 'Business Flow/demo/Data Integration'],
    ),
  )('called %s is found by %s, also after a lost reply', async (folderNames, path) => {
    await withTasks({ folderNames }, async (tasks) => {
      const create = (ifExists: string, content: object = script) =>
        tasks.engine.run({
          parameters: createParameters({
            taskContent: JSON.stringify(content),
            fileFolderPath: { __rl: true, mode: 'path', value: path },
            options: { ifExists },
          }),
        });
      const { faults } = tasks.server.emulator;
      faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask' });
      expect((await create('fail')).output[0]![0]!.json).toMatchObject({ Outcome: 'created' });
      expect((await create('reuse')).output[0]![0]!.json).toMatchObject({ Outcome: 'reused' });
      const changed = { ...script, setting: { speed: { concurrent: 3 } } };
      const run = await create('update', changed);
      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
      expect(tasks.server.emulator.state.files.size).toBe(1);
    });
  });
});

describe('a stored script', () => {
  it.each(combine(['extended', 'asSent'] as const, ['asSent', 'keepsExtend'] as const))(
    'keeps its resource group when a long one replaces it (%s, %s)',
    async (how, replacedContent) => {
      await withTasks({ storedScript: how, replacedContent }, async (tasks) => {
        await tasks.engine.run({ parameters: createParameters() });
        const long = { ...script, comment: 'long '.repeat(1000) };
        tasks.server.emulator.faults.add({ kind: 'drop-reply', action: 'UpdateFile' });
        const run = await tasks.engine.run({
          parameters: ofBatch('update', '1000001', {
            taskContentInput: 'json',
            taskContent: JSON.stringify(long),
          }),
        });

        expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
        expect(tasks.requests('UpdateFile')).toHaveLength(1);
        const [file] = tasks.server.emulator.state.files.values();
        const { extend } = storedScript({ resourceGroup: 'S_res_group_demo_1' });
        expect(JSON.parse(file!.content)).toEqual(how === 'asSent' ? long : { ...long, extend });
      });
    },
  );
});

describe('a file that is not there', () => {
  it.each(
    combine(['empty', 'refusal'] as const, ['gateway', 'body'] as const).flatMap(
      ([missingFile, refusals]) =>
        ['get', 'schedule', 'delete', 'run'].map((operation) => ({
          missingFile,
          refusals,
          operation,
        })),
    ),
  )('is named: %j', async ({ operation, ...options }) => {
    await withTasks(options, async (tasks) => {
      const parameters = operation === 'schedule' ? schedule('999') : ofBatch(operation, '999');
      const run = await tasks.engine.run({ parameters });

      expect(run.error?.name).toBe('NodeApiError');
      expect(run.error?.message).toMatch(/does not exist|不存在|\b999\b/);
    });
  });
});

describe.each(['body', 'gateway'] as const)('a real-time task, refusals by %s', (form) => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime({ diSyncRefusals: form });
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const act = (operation: string, fileId: string, changes: INodeParameters = {}) =>
    rt.engine.run({ parameters: taskParameters(operation, fileId, changes) });

  it('is given before it is deployed', async () => {
    const fileId = await rt.addTask('DI_REALTIME', { deployed: false });
    const run = await act('get', fileId);
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({ FileId: Number(fileId) });
  });

  it('is left alone where it is in the wished state', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    const waiting = { wait: true };
    const outcomes: unknown[] = [];
    for (const operation of ['start', 'start', 'stop', 'stop', 'terminate', 'terminate']) {
      const changes = operation === 'terminate' ? {} : waiting;
      const run = await act(operation, fileId, changes);
      outcomes.push(run.output?.[0]?.[0]?.json.Outcome ?? run.error?.message);
    }
    expect(outcomes).toEqual([
      'started',
      'unchanged',
      'stopped',
      'unchanged',
      'terminated',
      'unchanged',
    ]);
  });

  it('is deployed again when n8n runs it again', async () => {
    const fileId = await rt.addTask('DI_REALTIME', { deployed: false });
    const run = await act('deploy', fileId);
    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'deployed' });
    expect(rt.requests('DeployDISyncTask')).toHaveLength(1);
  });
});

describe('calls of the good path', () => {
  it('are as few as the result needs', async () => {
    await withTasks({}, async (tasks) => {
      const of = async (parameters: INodeParameters) => {
        const from = tasks.requests().length;
        const run = await tasks.engine.run({ parameters });
        expect(run.error).toBeUndefined();
        return calls(tasks, from);
      };
      const changed = JSON.stringify({ ...script, setting: { speed: { concurrent: 3 } } });
      const run: INodeParameters = { runFor: 'yesterday', wait: false };
      const live = createParameters({
        operation: 'bringLive',
        taskName: 'live',
        schedule: { ...parents, cronExpress: '00 05 00 * * ?' },
        firstRun: true,
        ...run,
      });
      expect({
        create: await of(createParameters()),
        update: await of(
          ofBatch('update', '1000001', { taskContentInput: 'json', taskContent: changed }),
        ),
        schedule: await of(schedule('1000001')),
        deploy: await of(ofBatch('deploy', '1000001')),
        run: await of(ofBatch('run', '1000001', run)),
        delete: await of(ofBatch('delete', '1000001')),
        bringLive: await of(live),
        create2: await of(createParameters({ taskName: 'other' })),
        deleteUnsubmitted: await of(ofBatch('delete', '1000003')),
      }).toEqual({
        create: ['CreateDISyncTask'],
        update: ['UpdateDISyncTask'],
        schedule: ['GetFile', 'UpdateFile'],
        deploy: ['SubmitFile', 'DeployFile'],
        run: ['GetFile', 'RunCycleDagNodes'],
        delete: ['DeleteFile', 'DeployFile'],
        bringLive: [
          'CreateDISyncTask',
          'GetFile',
          'UpdateFile',
          'SubmitFile',
          'DeployFile',
          'GetFile',
          'RunCycleDagNodes',
        ],
        create2: ['CreateDISyncTask'],
        deleteUnsubmitted: ['DeleteFile'],
      });
    });
  });
});
