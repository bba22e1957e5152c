import type { INodeParameters } from 'n8n-workflow';

import { officialClient } from '../../oracle/officialClient';
import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters } from '../emulated';

describe('Sync Task: Deploy', () => {
  let tasks: BatchTasks;
  let fileId: string;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(async () => {
    tasks.reset();
    fileId = await tasks.addTask('orders');
    await schedule(fileId);
  });

  const schedule = (FileId: string) =>
    tasks.official('UpdateFile', {
      ProjectId: '10000',
      FileId,
      InputList: 'demo_workspace_root',
    });
  const parameters = (changes: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation: 'deploy',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_OFFLINE',
    fileId: { __rl: true, mode: 'id', value: fileId },
    ...changes,
  });
  const deploy = (changes?: INodeParameters) =>
    tasks.engine.run({ parameters: parameters(changes) });
  const emulator = () => tasks.server.emulator;
  const file = () => emulator().state.files.get(BigInt(fileId))!;
  const versions = () => file().versions.map(({ status }) => status);
  const sent = (...actions: string[]) =>
    tasks
      .requests()
      .map(({ action }) => action!)
      .filter((action) => actions.includes(action));

  describe('a batch task', () => {
    it('submits, waits for the check, deploys, waits, and gives both states and the cost', async () => {
      const run = await deploy();

      expect(run.error).toBeUndefined();
      expect(run.hints.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /^As far as is known here, what was deployed first runs by itself on [\d-]{10} \(Asia/,
        ),
      ]);
      const state = { CreateTime: expect.any(Number), ErrorMessage: '', Status: 1 };
      expect(run.output).toEqual([
        [
          {
            json: {
              Success: true,
              RequestId: expect.any(String),
              FileId: Number(fileId),
              Submission: expect.objectContaining({
                ...state,
                DeploymentId: 3000001,
                ToEnvironment: 1,
                DeployedItems: [{ FileId: Number(fileId), FileVersion: 1, Status: 1 }],
              }),
              Deployment: expect.objectContaining({
                ...state,
                DeploymentId: 3000002,
                ToEnvironment: 2,
              }),
              Outcome: 'deployed',
              Calls: 4,
              WaitedSeconds: 10,
            },
            pairedItem: { item: 0 },
          },
        ],
      ]);
      expect(emulator().state.nodes.PROD.size).toBe(1);
    });

    it('sends what the official client sends for the same steps', async () => {
      await deploy({ options: { comment: 'by hand', skipChecks: true } });
      const [submitted, deployed] = [
        tasks.requests('SubmitFile')[0]!,
        tasks.requests('DeployFile')[0]!,
      ];
      const Comment = submitted.parameters.body.Comment!;
      expect(Comment).toMatch(/^by hand \(n8n-[0-9a-f]{48}\.1\)$/);

      const ours = versions();
      fileId = await tasks.addTask('customers');
      await schedule(fileId);
      await tasks.official('SubmitFile', {
        ProjectId: '10000',
        FileId: fileId,
        Comment,
        SkipAllDeployFileExtensions: 'true',
      });
      await tasks.clock().advance(60_000);
      await tasks.official('DeployFile', {
        ProjectId: '10000',
        FileId: fileId,
        Comment: 'by hand',
      });
      await tasks.clock().advance(60_000);
      emulator().settle();

      for (const request of [submitted, deployed]) {
        const theirs = tasks.requests(request.action)[1]!.parameters;
        expect({
          ...theirs,
          body: { ...theirs.body, FileId: request.parameters.body.FileId },
        }).toEqual(request.parameters);
      }
      expect(versions()).toEqual(ours);
    });

    it('goes to development alone where that is wished', async () => {
      const run = await deploy({ options: { projectEnv: 'DEV' } });

      expect(run.hints).toEqual([]);
      expect(run.output[0]![0]!.json).toMatchObject({
        Submission: { DeploymentId: 3000001, Status: 1 },
        Outcome: 'submitted',
      });
      expect(run.output[0]![0]!.json).not.toHaveProperty('Deployment');
      expect(tasks.requests('DeployFile')).toEqual([]);
    });

    it('deploys only once the check has ended, though the submission itself has', async () => {
      const run = await deploy({ options: { firstPause: 1, longestPause: 1 } });
      expect(run.error).toBeUndefined();
      expect(sent('SubmitFile', 'GetDeployment', 'DeployFile')).toEqual([
        'SubmitFile',
        ...Array<string>(6).fill('GetDeployment'),
        'DeployFile',
        ...Array<string>(6).fill('GetDeployment'),
      ]);
    });

    it.each([
      [
        'submit',
        'check',
        'DataWorks did not submit the task: It ended without success (the check of deployment 3000001 failed: no owner).',
      ],
      [
        'submit',
        'deployment',
        'DataWorks did not submit the task: It ended without success (deployment 3000001 failed: no owner).',
      ],
      [
        'deploy',
        'check',
        'DataWorks did not deploy the task: It ended without success (the check of deployment 3000002 failed: no owner).',
      ],
      [
        'deploy',
        'deployment',
        'DataWorks did not deploy the task: It ended without success (deployment 3000002 failed: no owner).',
      ],
    ] as const)('says why it failed: %s, %s', async (of, fails, message) => {
      emulator().plans.add({ of, fails, message: 'no owner' });
      const run = await deploy();

      expect(run.error?.message).toBe(message);
      expect(run.error?.description).toMatch(
        of === 'deploy' ? /^The task was submitted to development\. Correct/ : /^Correct/,
      );
      expect(sent('DeployFile')).toHaveLength(of === 'deploy' ? 1 : 0);
    });

    it('gives the words of the API when it refuses', async () => {
      fileId = await tasks.addTask('lonely');
      const run = await deploy();
      expect(run.error?.message).toBe('DataWorks did not submit the task: 输入输出不能为空.');
      expect(run.error?.description).toMatch(
        /^Set Parent Output Names first, by Sync Task: Schedule[^(]* \(Operation/,
      );
      expect(run.error?.description).toMatch(/Code: 1010019999/);
    });

    it('ends at the deadline', async () => {
      emulator().settings.durations.checkMs = 200_000;
      const run = await deploy({ options: { waitAtMost: 1 } });
      expect(run.error?.message).toMatch(
        /did not end in time \(the state is checking \(deployment 3000001\) after 60 s and 9 calls\)/,
      );
    });

    describe('when n8n runs it again', () => {
      it('waits for the submission that goes on, and then deploys', async () => {
        emulator().settings.durations.checkMs = 90_000;
        const first = await deploy({ options: { waitAtMost: 1 } });
        expect(first.status).toBe('error');
        emulator().settings.durations.checkMs = 2000;

        const again = await first.retry();
        expect(again.output[0]![0]!.json).toMatchObject({
          Submission: { DeploymentId: 3000001 },
          Outcome: 'deployed',
        });
        expect(sent('SubmitFile', 'DeployFile')).toEqual(['SubmitFile', 'DeployFile']);
      });

      it('waits for the deployment that goes on', async () => {
        const first = await deploy({ options: { waitAtMost: 0.05 } });
        expect(first.error?.message).toMatch(/did not end in time/);
        await tasks.clock().advance(10_000);
        const second = await first.retry();
        expect(second.error?.message).toMatch(/did not deploy the task: It did not end in time/);
        await tasks.clock().advance(10_000);

        const third = await second.retry();
        expect(third.output[0]![0]!.json).toMatchObject({
          Submission: { DeploymentId: 3000001 },
          Deployment: { DeploymentId: 3000002 },
          Calls: 2,
        });
        expect(sent('SubmitFile', 'DeployFile')).toEqual(['SubmitFile', 'DeployFile']);
      });

      it('gives a deployment that has succeeded, beside one that is new', async () => {
        const other = await tasks.addTask('customers');
        const first = await tasks.engine.run({
          items: [{ id: fileId }, { id: other }],
          parameters: parameters({
            fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
            options: { concurrency: 1 },
          }),
        });
        expect(first.error?.message).toMatch(/输入输出不能为空/);
        expect(first.error?.description).toMatch(/1 other item was done/);
        await schedule(other);

        const again = await first.retry();
        expect(again.output[0]!.map(({ json }) => json.Outcome)).toEqual(['deployed', 'deployed']);
        const deployed = tasks.requests('DeployFile').map((one) => one.parameters.body.FileId);
        expect(deployed).toEqual([fileId, other]);
      });

      it.each([
        ['submit', ['SubmitFile', 'SubmitFile', 'DeployFile']],
        ['deploy', ['SubmitFile', 'DeployFile', 'SubmitFile', 'DeployFile']],
      ] as const)('begins anew after a %s that failed', async (of, expected) => {
        emulator().plans.add({ of, fails: 'check' });
        const first = await deploy();
        expect(first.status).toBe('error');

        const again = await first.retry();
        expect(again.error).toBeUndefined();
        expect(sent('SubmitFile', 'DeployFile')).toEqual(expected);
        expect(versions().at(-1)).toBe('DEPLOYED');
      });
    });

    describe('when a reply is lost', () => {
      it.each([
        ['SubmitFile', 'drop-reply'],
        ['SubmitFile', 'cut'],
        ['DeployFile', 'drop-reply'],
        ['DeployFile', 'cut'],
      ] as const)('finds what was done: %s, %s', async (action, kind) => {
        emulator().faults.add({ kind, action });
        const run = await deploy();

        expect(run.error).toBeUndefined();
        const half = action === 'SubmitFile' ? 'Submission' : 'Deployment';
        expect(run.output[0]![0]!.json[half]).toMatchObject({ FileVersion: 1 });
        expect(sent('SubmitFile', 'DeployFile')).toEqual(['SubmitFile', 'DeployFile']);
        expect(versions()).toEqual(['DEPLOYED']);
      });

      it.each(['SubmitFile', 'DeployFile'])(
        'sends %s once more when it had not arrived',
        async (action) => {
          emulator().faults.add({ kind: 'drop-request', action });
          const run = await deploy();
          expect(run.error).toBeUndefined();
          expect(tasks.requests(action).map(({ acted }) => acted)).toEqual([false, true]);
        },
      );

      it('says that the check of a lost submission failed', async () => {
        emulator().plans.add({ of: 'submit', fails: 'check' });
        emulator().faults.add({ kind: 'drop-reply', action: 'SubmitFile' });
        const run = await deploy();
        expect(run.error?.message).toBe(
          'DataWorks did not submit the task: It ended without success (the state is CANCELLED (version 1)).',
        );
      });

      it('says that a lost deployment failed', async () => {
        emulator().plans.add({ of: 'deploy', fails: 'deployment' });
        emulator().faults.add({ kind: 'drop-reply', action: 'DeployFile' });
        const run = await deploy();
        expect(run.error?.message).toBe(
          'DataWorks did not deploy the task: It ended without success (the state is CHECK_OK (version 1)).',
        );
      });

      it('looks first in the next run when the outcome stayed unknown', async () => {
        emulator().faults.add({ kind: 'drop-reply', action: 'SubmitFile' });
        emulator().faults.add({ kind: 'day-quota-spent', action: 'ListFileVersions' });
        const first = await deploy();
        expect(first.error?.message).toMatch(/^DataWorks did not submit the task: The connection/);

        const again = await first.retry();
        expect(again.error).toBeUndefined();
        expect(versions()).toEqual(['DEPLOYED']);
      });
    });
  });

  describe.each(['DI_REALTIME', 'DI_SOLUTION'])('a task of type %s', (taskType) => {
    const isDeployed = () => file().realTime.deployed;
    beforeEach(async () => {
      const created = await tasks.engine.run({
        parameters: createParameters({
          taskType,
          taskName: 'stream',
          taskContent: '{"type":"realtime"}',
        }),
      });
      fileId = String((created.output[0]![0]!.json.Data as { FileId: number }).FileId);
    });
    const deployIt = () => deploy({ taskType });

    it('is deployed by one call', async () => {
      const run = await deployIt();
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toEqual({
        Success: true,
        RequestId: expect.any(String),
        Data: { Status: 'success' },
        Outcome: 'deployed',
      });
      expect(isDeployed()).toBe(true);
    });

    it('takes the parameters that the official client sends', async () => {
      await deployIt();
      const client = officialClient(tasks.server.url, {
        accessKeyId: 'testid',
        accessKeySecret: 'testsecret',
      });
      const query = { ProjectId: '10000', FileId: fileId, TaskType: taskType };
      const reply = await client.call('DeployDISyncTask', { query });
      expect(reply.body).toMatchObject({ Success: true });
      const [ours, theirs] = tasks.requests('DeployDISyncTask').map((one) => one.parameters);
      expect(ours).toEqual(theirs);
    });

    it('is deployed once more after a lost reply, which does no harm', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: 'DeployDISyncTask' });
      const run = await deployIt();
      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'deployed' });
      expect(tasks.requests('DeployDISyncTask')).toHaveLength(2);
    });

    it('is not deployed again when n8n runs the node again', async () => {
      const first = await tasks.engine.run({
        items: [{ id: fileId }, { id: '999' }],
        parameters: parameters({
          taskType,
          fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
        }),
      });
      expect(first.error?.message).toMatch(/^DataWorks did not deploy the task: .*999/);

      const again = await first.retry();
      expect(again.status).toBe('error');
      const asked = tasks.requests('DeployDISyncTask').map((one) => one.parameters.query.FileId);
      expect(asked).toEqual([fileId, '999', '999']);
    });
  });

  it('sends nothing more once the execution is cancelled during the wait', async () => {
    tasks.reset({ auto: false });
    fileId = await tasks.addTask();
    await schedule(fileId);
    const started = tasks.engine.start({ parameters: parameters() });
    await tasks.clock().untilSleeping();
    const before = tasks.requests().length;
    started.cancel();

    expect((await started.result).status).toBe('canceled');
    expect(tasks.requests()).toHaveLength(before);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no task', { fileId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, /"Task" is empty/],
    ['an unknown task type', { taskType: '={{ "DI_BATCH" }}' }, /"Task Type" is "DI_BATCH"/],
    [
      'an unknown environment',
      { options: { projectEnv: '={{ "TEST" }}' } },
      /"Environment" is "TEST"/,
    ],
    ['a pause that is none', { options: { firstPause: 0 } }, /"First Pause" is 0/],
  ])('refuses before sending: %s', async (_, changes, message) => {
    const before = tasks.requests().length;
    const run = await deploy(changes);
    expect(run.error?.message).toMatch(message);
    expect(tasks.requests()).toHaveLength(before);
  });
});
