import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from './batchTasks';
import { createParameters, script } from './emulated';
import { createEngine } from './harness/engine';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The sample as version 1.0 has it, with a password in it. */
const version1 = {
  type: 'job',
  version: '1.0',
  configuration: {
    reader: {
      plugin: 'mysql',
      parameter: { ...script.steps[0]!.parameter, password: 'Hunter2-Pa55' },
    },
    writer: { plugin: 'odps', parameter: script.steps[1]!.parameter },
    setting: { speed: { concurrent: 1, dmu: 1, throttle: true } },
  },
};

describe('values as people give them', () => {
  let tasks: BatchTasks;
  let fileId: string;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(async () => {
    tasks.reset();
    fileId = await tasks.addTask();
  });

  const task = (operation: string, more: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation,
    projectId: byId('10000'),
    taskType: 'DI_OFFLINE',
    fileId: byId(fileId),
    ...more,
  });
  const run = (parameters: INodeParameters) => tasks.engine.run({ parameters });
  const outputOf = async (parameters: INodeParameters) => {
    const { error, output } = await run(parameters);
    expect(error).toBeUndefined();
    return output[0]!.map(({ json }) => json);
  };

  describe('a switch that an expression gives as text', () => {
    it('waits for a run', async () => {
      await tasks.deploy(fileId);
      const started = tasks.engine.start({
        parameters: task('run', { runFor: 'yesterday', wait: '={{ "True" }}' }),
      });
      await tasks.clock().advance(300_000);
      const { output, error } = await started.result;
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({ Instances: [{ Status: 'SUCCESS' }] });
    });

    it.each<[string, unknown, number]>([
      ['yes', '={{ "yes" }}', 60],
      ['1', '={{ 1 }}', 60],
      ['no', '={{ "no" }}', 50],
      ['0', '={{ 0 }}', 50],
    ])('returns all, or not: %s', async (_what, returnAll, count) => {
      for (let more = 1; more < 60; more++) await tasks.addTask();
      const listed = await outputOf({
        resource: 'syncTask',
        operation: 'getMany',
        projectId: byId('10000'),
        returnAll: returnAll as string,
      });
      expect(listed).toHaveLength(count);
    });

    it('does not run a task first that is brought live', async () => {
      const parameters = { ...task('bringLive'), ...createParameters() };
      const started = tasks.engine.start({
        parameters: {
          ...parameters,
          operation: 'bringLive',
          taskName: 'live',
          schedule: { inputList: '={{ ["demo_workspace_root"] }}' },
          firstRun: '={{ "on" }}',
          runFor: 'yesterday',
          wait: '={{ "off" }}',
        },
      });
      await tasks.clock().advance(300_000);
      const { error, output } = await started.result;
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({ Run: { Outcome: 'started' } });
      expect(tasks.requests('RunCycleDagNodes')).toHaveLength(1);
    });

    it.each<[string, INodeParameters, RegExp]>([
      ['Simplify', task('get', { simplify: '={{ "ture" }}' }), /"Simplify" is "ture"/],
      [
        'Conceal Secrets',
        task('get', { options: { conceal: '={{ "nope" }}' } }),
        /"Conceal Secrets" is "nope"/,
      ],
      [
        'Wait for the End',
        task('run', { wait: '={{ "maybe" }}' }),
        /"Wait for the End" is "maybe"/,
      ],
      [
        'Skip Checks',
        task('deploy', { options: { skipChecks: '={{ 2 }}' } }),
        /"Skip Checks" is "2"/,
      ],
    ])('is refused by name before anything is sent: %s', async (_what, parameters, message) => {
      const before = tasks.requests().length;
      const { error } = await run({ ...parameters, fileId: byId(fileId) });
      expect(error?.message).toMatch(message);
      expect(tasks.requests()).toHaveLength(before);
    });
  });

  describe('a script', () => {
    const big = JSON.stringify(script).replace('"concurrent":2', '"max":1234567890123456789');

    it('with a number above 2^53 goes through Create, Get and Update as it is', async () => {
      await outputOf(createParameters({ taskName: 'big', taskContent: big }));
      const [created] = tasks.requests('CreateDISyncTask').slice(-1);
      expect(created!.parameters.body.TaskContent).toBe(big);

      const [listed] = await outputOf({
        resource: 'syncTask',
        operation: 'getMany',
        projectId: byId('10000'),
        filters: { keyword: 'big' },
        options: { needContent: true },
      });
      const [got] = await outputOf(task('get', { fileId: byId(String(listed!.FileId)) }));
      await outputOf(
        task('update', {
          fileId: byId(String(listed!.FileId)),
          taskContentInput: 'json',
          taskContent: got!.TaskContent as string,
        }),
      );
      const [updated] = tasks.requests('UpdateDISyncTask');
      expect(updated!.parameters.query.TaskContent).toContain('"max":1234567890123456789');
    });

    it.each(['create', 'preview'])('of version 1.0 is taken: %s', async (operation) => {
      const taskContent = JSON.stringify(version1);
      const { error, output, hints } = await run({
        ...createParameters({ taskName: 'old', taskContent }),
        operation,
      });
      expect(error).toBeUndefined();
      const { json } = output[0]![0]!;
      const hint =
        'Task Content: configuration.setting.speed.mbps should be a number above 0 when "throttle" is true.';
      if (operation === 'create') {
        expect(json).toMatchObject({ Outcome: 'created' });
        expect(hints.map(({ message }) => message)).toEqual([hint]);
      } else {
        expect(json.Warnings).toEqual([hint]);
        expect(JSON.stringify(json)).not.toContain('Hunter2');
      }
    });

    it('of version 1.0 is updated, and a blank in it is refused', async () => {
      const update = (content: object) =>
        run(task('update', { taskContentInput: 'json', taskContent: JSON.stringify(content) }));
      expect((await update(version1)).error).toBeUndefined();
      const [got] = await outputOf(task('get'));
      expect(JSON.stringify(got)).not.toContain('Hunter2');
      const { error } = await update(got!.TaskContent as object);
      expect(error?.message).toContain('configuration.reader.parameter.password is ***');
    });
  });

  describe('yesterday', () => {
    const DAY_MS = 24 * 60 * 60_000;
    /** The day before the one that a calendar there shows. */
    const yesterdayIn = (timeZone: string) => {
      const today = new Date(tasks.clock().now()).toLocaleDateString('sv-SE', { timeZone });
      return new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10);
    };
    beforeEach(() => tasks.deploy(fileId));

    it.each([
      ['Pacific/Kiritimati', 'Pacific/Kiritimati'],
      ['Etc/GMT+12', 'Etc/GMT+12'],
      ['UTC+8', 'Asia/Shanghai'],
    ])('is counted in the Scheduling Time Zone %s', async (schedulingTimeZone, zone) => {
      const expected = yesterdayIn(zone);
      const [ran] = await outputOf(
        task('run', { runFor: 'yesterday', options: { schedulingTimeZone } }),
      );
      expect(ran).toMatchObject({ StartBizDate: expected, EndBizDate: expected });
    });

    const abroad = (region: INodeParameters) =>
      createEngine({
        credentials: {
          alibabaCloudAccessKeyApi: {
            accessKeyId: 'testid',
            accessKeySecret: 'testsecret',
            endpoint: tasks.server.url,
            ...(region as Record<string, string>),
          },
        },
      });

    it.each([
      ['us-west-1', 'America/Los_Angeles'],
      ['eu-central-1', 'Europe/Berlin'],
    ])("is the region's own: %s", async (region, zone) => {
      const engine = await abroad({ region });
      const expected = yesterdayIn(zone);
      const { output } = await engine.run({ parameters: task('run', { runFor: 'yesterday' }) });
      expect(output[0]![0]!.json).toMatchObject({ StartBizDate: expected, EndBizDate: expected });
    });

    it('has to be told where the region is not known', async () => {
      const engine = await abroad({ region: 'other', regionId: 'xx-moon-1' });
      const { error } = await engine.run({ parameters: task('run', { runFor: 'yesterday' }) });
      expect(error?.message).toMatch(/"Scheduling Time Zone" is empty, and the time zone/);
      expect(tasks.requests('RunCycleDagNodes')).toEqual([]);
    });
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['a name', { taskName: '=task_{{ $json }}' }, /"Task Name" holds \[object Object\]/],
    [
      'a folder',
      { fileFolderPath: { __rl: true, mode: 'path', value: '=Business Flow/{{ {} }}' } },
      /"Folder" holds \[object Object\]/,
    ],
    [
      'a script',
      { taskContent: '={"type":"job","steps":[{{ {} }}]}' },
      /"Task Content" holds \[object Object\] at line 1, column 24/,
    ],
  ])('an object in the text of %s is refused', async (_what, changes, message) => {
    const { error } = await run(createParameters(changes));
    expect(error?.message).toMatch(message);
    expect(tasks.requests('CreateDISyncTask')).toHaveLength(1);
  });
});
