import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters, script, shownFolder } from '../emulated';

const schedule: INodeParameters = {
  inputList: 'demo_workspace_root',
  // The earliest there is: a run for yesterday is due at whatever hour the test runs.
  cronExpress: '00 05 00 * * ?',
};
const running: INodeParameters = { firstRun: true, runFor: 'yesterday', wait: true };
const WRITES = ['CreateDISyncTask', 'UpdateFile', 'SubmitFile', 'DeployFile', 'RunCycleDagNodes'];

describe('Sync Task: Bring Live', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  const parameters = (changes: INodeParameters = {}): INodeParameters =>
    createParameters({ operation: 'bringLive', taskName: 'orders', schedule, ...changes });
  const bringLive = (changes?: INodeParameters) =>
    tasks.engine.run({ parameters: parameters(changes) });
  const emulator = () => tasks.server.emulator;
  const file = () => [...emulator().state.files.values()][0]!;
  const writes = () =>
    tasks
      .requests()
      .map(({ action }) => action!)
      .filter((action) => WRITES.includes(action));

  it('joins a run that is under way where that is wished', async () => {
    emulator().settings.durations.runMs = 600_000;
    const first = await bringLive({ ...running, wait: false });
    expect(first.error).toBeUndefined();
    const again = await bringLive({ ...running, options: { ifRunning: 'join' } });
    expect(again.error).toBeUndefined();
    expect(again.output[0]![0]!.json.Run).toMatchObject({
      Outcome: 'joined',
      Instances: [{ Status: expect.stringMatching(/^success$/i) }],
    });
    expect(writes().filter((action) => action === 'RunCycleDagNodes')).toHaveLength(1);
  });

  it('creates, schedules, submits and deploys, and gives the result of each step', async () => {
    const run = await bringLive();

    expect(run.error).toBeUndefined();
    const FileId = 1000001;
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            Data: { FileId },
            Create: {
              Success: true,
              RequestId: expect.any(String),
              Data: expect.objectContaining({ FileId, Status: 'success' }),
              Outcome: 'created',
            },
            Schedule: expect.objectContaining({ Success: true, Outcome: 'updated' }),
            Deploy: expect.objectContaining({
              Submission: expect.objectContaining({ Status: 1 }),
              Deployment: expect.objectContaining({ Status: 1 }),
              Outcome: 'deployed',
              Calls: 4,
            }),
            Outcome: 'live',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(run.hints.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^As far as is known here, what was deployed first runs by itself on [\d-]{10} at 00:05 /,
      ),
    ]);
    expect(writes()).toEqual(WRITES.slice(0, 4));
    const [node] = emulator().state.nodes.PROD.values();
    expect(node?.configuration).toMatchObject({
      CronExpress: '00 05 00 * * ?',
      InputList: [{ Input: 'demo_workspace_root' }],
    });
  });

  it('runs the task then, and waits for the run', async () => {
    const run = await bringLive(running);

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json.Run).toMatchObject({
      Outcome: 'started',
      Data: [300000000000001],
      Instances: [{ Status: 'SUCCESS' }],
    });
    expect(writes()).toEqual(WRITES);
  });

  it('starts the run alone where no wait is wished', async () => {
    const run = await bringLive({ ...running, wait: false });
    expect(run.output[0]![0]!.json.Run).toMatchObject({ Outcome: 'started' });
    expect(tasks.requests('ListInstances')).toEqual([]);
  });

  it('goes to development, and runs there, where that is wished', async () => {
    const run = await bringLive({ ...running, options: { projectEnv: 'DEV' } });
    expect(run.output[0]![0]!.json).toMatchObject({
      Deploy: { Outcome: 'submitted' },
      Run: { Instances: [{ Status: 'SUCCESS' }] },
    });
    expect(tasks.requests('RunCycleDagNodes')[0]?.parameters.body.ProjectEnv).toBe('DEV');
    expect(writes()).not.toContain('DeployFile');
    expect(run.hints).toEqual([]);
  });

  it('updates a task of that name, and leaves its schedule alone where none is given', async () => {
    await bringLive();
    const changed = { ...script, setting: { ...script.setting, speed: { concurrent: 3 } } };
    const run = await bringLive({ taskContent: JSON.stringify(changed), schedule: {} });

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({
      Create: { Outcome: 'updated' },
      Deploy: { Outcome: 'deployed' },
    });
    expect(run.output[0]![0]!.json).not.toHaveProperty('Schedule');
    expect(emulator().state.files.size).toBe(1);
    expect(JSON.parse(file().versions.at(-1)!.content)).toEqual({
      ...changed,
      extend: { mode: 'code', resourceGroup: 'S_res_group_demo_1' },
    });
    expect(file().versions.at(-1)!.nodeConfiguration.CronExpress).toBe('00 05 00 * * ?');
  });

  it('leaves the script of a task of that name alone where that is wished', async () => {
    await bringLive();
    const run = await bringLive({ options: { ifExists: 'reuse' } });
    expect(run.output[0]![0]!.json.Create).toMatchObject({ Outcome: 'reused' });
  });

  it('stops at a task of that name where that is wished', async () => {
    await bringLive();
    const run = await bringLive({ options: { ifExists: 'fail' } });
    expect(run.error?.message).toMatch(/already in the folder .*its FileId is 1000001/);
    expect(run.error?.description).not.toMatch(/go on with/);
  });

  it('sends the calls that the official client sends for the same steps', async () => {
    await bringLive({
      ...running,
      runFor: 'range',
      startBizDate: '2026-02-28',
      endBizDate: '2026-02-28',
    });
    const ours = WRITES.map((action) => tasks.requests(action)[0]!.parameters);
    tasks.reset();
    await tasks.addTask('orders');
    for (const [index, action] of WRITES.entries()) {
      if (index > 0) await tasks.official(action, ours[index]!.body as Record<string, string>);
      await tasks.clock().advance(60_000);
      emulator().settle();
    }
    const theirs = WRITES.map((action) => tasks.requests(action)[0]!.parameters);
    expect(theirs.slice(1)).toEqual(ours.slice(1));
    expect(emulator().state.dags.size).toBe(1);
    expect(file().versions.map(({ status }) => status)).toEqual(['DEPLOYED']);
  });

  describe('when a step fails', () => {
    it('says nothing of steps before the first', async () => {
      const run = await bringLive({
        fileFolderPath: { __rl: true, mode: 'path', value: 'Business Flow/none/Data Integration' },
      });
      expect(run.error?.message).toMatch(/^DataWorks did not create the task: /);
      expect(run.error?.description).not.toMatch(/before|go on/);
    });

    it.each<[string, () => void, INodeParameters, RegExp, RegExp]>([
      [
        'the schedule',
        () =>
          emulator().faults.add({ kind: 'error', action: 'UpdateFile', code: 'Forbidden.Access' }),
        {},
        /^DataWorks did not update the file of the task: /,
        /^The task \(FileId 1000001\) is created\. Once the cause is gone, run the node again: it goes on from there and repeats nothing\. By hand, go on with Sync Task: Schedule\. /,
      ],
      [
        'the check',
        () => void emulator().plans.add({ of: 'submit', fails: 'check' }),
        {},
        /^DataWorks did not submit the task: It ended without success \(the check of deployment/,
        /^The task \(FileId 1000001\) is created and scheduled\. Once the cause is gone, run .* with Sync Task: Deploy\. /,
      ],
      [
        'the deployment',
        () => void emulator().plans.add({ of: 'deploy', fails: 'deployment' }),
        {},
        /^DataWorks did not deploy the task: It ended without success/,
        /^The task was submitted to development\. The task \(FileId 1000001\) is created and scheduled\. /,
      ],
      [
        'the run',
        () => void emulator().plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no table' }),
        running,
        /^DataWorks did not run the task: It ended without success[^]*ERROR no table/,
        /is created, scheduled and deployed\. Once the cause is gone, run .* with Sync Task: Run\. /,
      ],
    ])(
      'says what was done before %s and how to go on',
      async (_, breaks, changes, what, before) => {
        breaks();
        const run = await bringLive(changes);
        expect(run.error?.message).toMatch(what);
        expect(run.error?.description).toMatch(before);
      },
    );

    it.each<[string, () => void, string[]]>([
      [
        'the schedule',
        () =>
          emulator().faults.add({ kind: 'error', action: 'UpdateFile', code: 'Forbidden.Access' }),
        ['CreateDISyncTask', 'UpdateFile', ...WRITES.slice(1)],
      ],
      [
        'the deployment',
        () =>
          emulator().faults.add({ kind: 'error', action: 'DeployFile', code: 'Forbidden.Access' }),
        [...WRITES.slice(0, 4), 'DeployFile', 'RunCycleDagNodes'],
      ],
      [
        'the run',
        () =>
          emulator().faults.add({
            kind: 'error',
            action: 'RunCycleDagNodes',
            code: 'Forbidden.Access',
          }),
        [...WRITES, 'RunCycleDagNodes'],
      ],
    ])('takes up at %s and repeats nothing when n8n runs it again', async (_, breaks, expected) => {
      breaks();
      const first = await bringLive(running);
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.error).toBeUndefined();
      expect(again.output[0]![0]!.json).toMatchObject({
        Create: { Success: true, Data: { FileId: 1000001 }, Outcome: 'created' },
        Schedule: { Success: true, Outcome: 'updated' },
        Deploy: { Outcome: 'deployed' },
        Run: { Instances: [{ Status: 'SUCCESS' }] },
      });
      expect(writes()).toEqual(expected);
    });

    it('deploys anew what was corrected, and repeats no other step', async () => {
      const first = await bringLive({ schedule: { inputList: 'demo_workspace.nowhere' } });
      expect(first.error?.message).toMatch(/父节点输出名:demo_workspace\.nowhere 不存在/);

      const again = await first.retry({ parameters: parameters() });
      expect(again.error).toBeUndefined();
      expect(writes()).toEqual([
        'CreateDISyncTask',
        'UpdateFile',
        'SubmitFile',
        'UpdateFile',
        'SubmitFile',
        'DeployFile',
      ]);
    });

    it('gives the items that are live already, and brings on the others', async () => {
      emulator().plans.add({ of: 'submit', fails: 'check', after: 1 });
      const first = await tasks.engine.run({
        items: [{ name: 'a' }, { name: 'b' }],
        parameters: parameters({ taskName: '={{ $json.name }}', options: { concurrency: 1 } }),
      });
      expect(first.error?.description).toMatch(/1 other item was done \(FileId 1000001\)/);
      const before = tasks.requests().length;

      const again = await first.retry();
      const live = again.output[0]!.map(({ json }) => (json.Data as IDataObject).FileId);
      expect(live).toEqual([1000001, 1000002]);
      const sent = tasks
        .requests()
        .slice(before)
        .map(({ action }) => action);
      expect(sent.filter((action) => WRITES.includes(action!))).toEqual([
        'SubmitFile',
        'DeployFile',
      ]);
    });
  });

  it.each(WRITES)(
    'makes exactly one of everything when the reply of %s is lost',
    async (action) => {
      emulator().faults.add({ kind: 'drop-reply', action });
      const run = await bringLive(running);

      expect(run.error).toBeUndefined();
      expect(emulator().state.files.size).toBe(1);
      expect(file().versions.map(({ status }) => status)).toEqual(['DEPLOYED']);
      expect(emulator().state.dags.size).toBe(1);
    },
  );

  it('stops the run when the execution is cancelled, where that is wished', async () => {
    tasks.reset({ auto: false });
    const started = tasks.engine.start({
      parameters: parameters({ ...running, options: { stopWhenCancelled: true } }),
    });
    for (let pauses = 0; tasks.requests('ListInstances').length === 0; pauses++) {
      await tasks.clock().untilSleeping();
      await tasks.clock().advance(5000);
      if (pauses > 20) throw new Error('No run began.');
    }
    await tasks.clock().untilSleeping();
    started.cancel();

    expect((await started.result).status).toBe('canceled');
    expect(tasks.requests('StopInstance')).toHaveLength(1);
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp, RegExp?]>([
      [
        'a real-time task',
        { taskType: '={{ "DI_REALTIME" }}' },
        /"Task Type" is DI_REALTIME/,
        /Use Sync Task: Create, then Deploy, then Start/,
      ],
      ['a solution', { taskType: '={{ "DI_SOLUTION" }}' }, /"Task Type" is DI_SOLUTION/],
      ['a blank name', { taskName: '={{ " " }}' }, /"Task Name" is empty/],
      ['a script that is not JSON', { taskContent: '{' }, /"Task Content" is not JSON/],
      [
        'no folder',
        { fileFolderPath: { __rl: true, mode: 'path', value: '={{ "" }}' } },
        /"Folder" is empty/,
      ],
      [
        'a cron expression that is none',
        { schedule: { cronExpress: 'daily' } },
        /"Cron Expression" is no cron expression/,
      ],
      [
        'an unknown environment',
        { options: { projectEnv: '={{ "TEST" }}' } },
        /"Environment" is "TEST"/,
      ],
      [
        'dates in the wrong order',
        { ...running, runFor: 'range', startBizDate: '2026-03-02', endBizDate: '2026-03-01' },
        /"Last Business Date" is 2026-03-01, before the first one/,
      ],
      ['a wait of no time', { options: { waitAtMost: 0 } }, /"Wait at Most" is 0/],
    ])('%s', async (_, changes, message, wayOut = /./) => {
      const run = await bringLive(changes);
      expect(run.error?.message).toMatch(message);
      expect(run.error?.description).toMatch(wayOut);
      expect(tasks.requests()).toEqual([]);
    });
  });

  it('puts the task into the folder that is chosen', async () => {
    await bringLive();
    expect(file().folderPath).toBe(shownFolder);
  });
});
