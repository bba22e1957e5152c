import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { script, storedScript } from '../emulated';
import { generationParam, startRealTime, taskParameters, type RealTime } from '../realTime';

describe('Sync Task: Get', () => {
  describe('of a batch task', () => {
    let tasks: BatchTasks;
    beforeAll(async () => {
      tasks = await startBatchTasks();
    });
    afterAll(() => tasks.close());
    beforeEach(() => tasks.reset());

    const get = (fileId: string, changes: INodeParameters = {}) =>
      tasks.engine.run({
        parameters: taskParameters('get', fileId, { taskType: 'DI_OFFLINE', ...changes }),
      });

    it('gives its script as JSON and its schedule, in short', async () => {
      const fileId = await tasks.addTask('orders');
      await tasks.deploy(fileId);
      const run = await get(fileId);

      expect(run.error).toBeUndefined();
      expect(run.output).toEqual([
        [
          {
            json: {
              FileId: Number(fileId),
              FileName: 'orders',
              TaskType: 'DI_OFFLINE',
              FileFolderId: 'folder_3',
              Owner: '2000000000000001',
              CommitStatus: 1,
              NodeId: 7_000_000_001,
              LastEditTime: expect.any(Number),
              TaskContent: storedScript(),
              Schedule: {
                CronExpress: '00 23 00 * * ?',
                CycleType: 'DAY',
                Stop: false,
                ParaValue: 'bizdate=$bizdate',
                InputList: [{ Input: 'demo_workspace_root', ParseType: 'MANUAL' }],
                OutputList: [{ Output: `demo_workspace.${fileId}_out`, RefTableName: '' }],
              },
            },
            pairedItem: { item: 0 },
          },
        ],
      ]);
    });

    it('gives the reply of the API, as the official client gets it, when it is not to simplify', async () => {
      const fileId = await tasks.addTask();
      const run = await get(fileId, { simplify: false });
      const reply = await tasks.official('GetFile', { ProjectId: '10000', FileId: fileId });

      const [ours, theirs] = tasks.requests('GetFile').map((request) => request.parameters);
      expect(ours).toEqual(theirs);
      expect(run.output[0]![0]!.json).toEqual({ ...reply, RequestId: expect.any(String) });
    });

    describe('with a password in its script', () => {
      const secret = 'not-to-be-shown';
      const reader = { ...script.steps[0]!, parameter: { password: secret } };
      const withPassword = { ...script, steps: [reader, script.steps[1]!] };
      const added = async () => {
        const fileId = await tasks.addTask('with_password');
        const file = tasks.server.emulator.state.files.get(BigInt(fileId))!;
        file.content = JSON.stringify(withPassword);
        return fileId;
      };
      const blanked = {
        ...withPassword,
        steps: [{ ...reader, parameter: { password: '***' } }, script.steps[1]!],
      };

      it.each([true, false])('blanks it (simplify: %s)', async (simplify) => {
        const run = await get(await added(), { simplify });
        const many = await tasks.engine.run({
          parameters: {
            resource: 'syncTask',
            operation: 'getMany',
            projectId: { __rl: true, mode: 'id', value: '10000' },
            simplify,
            options: { needContent: true },
          },
        });
        for (const { error, output } of [run, many]) {
          expect(error).toBeUndefined();
          const text = JSON.stringify(output);
          expect(text).toContain('with_password');
          expect(text).toContain('***');
          expect(text).not.toContain(secret);
        }
      });

      it('leaves it when Conceal Secrets is turned off', async () => {
        const run = await get(await added(), { options: { conceal: false } });
        expect(run.output[0]![0]!.json.TaskContent).toEqual(withPassword);
      });

      it.each(['DI_OFFLINE', 'DI_REALTIME'])(
        'refuses to write the blank back (%s)',
        async (type) => {
          const fileId = await added();
          const run = await tasks.engine.run({
            parameters: taskParameters('update', fileId, {
              taskType: type,
              updateScript: true,
              taskContent: JSON.stringify(blanked),
            }),
          });
          expect(run.error?.message).toContain('steps[0].parameter.password is ***');
          expect(run.error?.message).not.toContain(secret);
          const file = tasks.server.emulator.state.files.get(BigInt(fileId))!;
          expect(file.content).toBe(JSON.stringify(withPassword));
        },
      );
    });

    it('gives a script that is not JSON as text', async () => {
      const fileId = await tasks.addTask();
      tasks.server.emulator.state.files.get(BigInt(fileId))!.content = 'select 1;';
      const run = await get(fileId);

      expect(run.output[0]![0]!.json.TaskContent).toBe('select 1;');
    });

    it('keeps ids above 2^53 exact', async () => {
      const fileId = await tasks.addTask();
      tasks.server.emulator.state.files.get(BigInt(fileId))!.nodeId = 9_100_000_000_000_000_001n;
      const run = await get(fileId);

      expect(run.output[0]![0]!.json.NodeId).toBe('9100000000000000001');
    });

    it('says that there is no such task', async () => {
      const run = await get('999');

      expect(run.error?.name).toBe('NodeApiError');
      expect(run.error?.message).toMatch(/^DataWorks did not give the task: .*does not exist/);
    });

    it('says that there is no such task where the reply holds none', async () => {
      const fileId = await tasks.addTask();
      const { emulator } = tasks.server;
      jest.spyOn(emulator, 'handle').mockReturnValue({
        kind: 'reply',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from('{"Success": true, "RequestId": "r-1", "Data": {}}'),
      } as ReturnType<typeof emulator.handle>);
      const run = await get(fileId);
      jest.restoreAllMocks();

      expect(run.error?.message).toMatch(/The file does not exist in the workspace/);
    });
  });

  describe('of a real-time task or a solution', () => {
    let rt: RealTime;
    beforeAll(async () => {
      rt = await startRealTime();
    });
    afterAll(() => rt.close());
    beforeEach(() => rt.reset());

    const get = (fileId: string, changes: INodeParameters = {}) =>
      rt.engine.run({ parameters: taskParameters('get', fileId, changes) });

    it('gives the script and the state of a real-time task, in short', async () => {
      const fileId = await rt.addTask('DI_REALTIME');
      const run = await get(fileId);

      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toEqual({
        FileId: Number(fileId),
        FileName: expect.stringMatching(/^task_/),
        TaskType: 'DI_REALTIME',
        Status: 'NORUN',
        TaskContent: generationParam,
      });
    });

    it('gives a task that is not deployed, with what DataWorks says of its state', async () => {
      const fileId = await rt.addTask('DI_REALTIME', { deployed: false });
      const run = await get(fileId);

      expect(run.output[0]![0]!.json).toEqual({
        FileId: Number(fileId),
        TaskType: 'DI_REALTIME',
        Message: `fileId[${fileId}] is not deployed`,
        TaskContent: generationParam,
      });
    });

    it('gives the script and the steps of a solution, in short', async () => {
      const fileId = await rt.addTask('DI_SOLUTION');
      const run = await get(fileId, { taskType: 'DI_SOLUTION' });

      expect(run.output[0]![0]!.json).toEqual({
        FileId: Number(fileId),
        FileName: expect.stringMatching(/^task_/),
        TaskType: 'DI_SOLUTION',
        Status: 'success',
        SolutionInfo: expect.objectContaining({ Status: 'init', StepDetail: expect.any(Array) }),
        CreatorName: '2000000000000001',
        SourceType: 'mysql',
        SubmitTime: expect.any(String),
        StartTime: '',
        TaskContent: generationParam,
      });
    });

    it.each(['DI_REALTIME', 'DI_SOLUTION'])(
      'gives the replies of the API for %s, as the official client gets them, when it is not to simplify',
      async (taskType) => {
        const fileId = await rt.addTask(taskType);
        const run = await get(fileId, { taskType, simplify: false });
        const query = { ProjectId: '10000', TaskType: taskType, FileId: fileId };
        const task = await rt.official('GetDISyncTask', query);
        const Instance = await rt.stateOf(taskType, fileId);

        for (const action of ['GetDISyncTask', 'GetDISyncInstanceInfo']) {
          const [ours, theirs] = rt.requests(action).map((request) => request.parameters);
          expect(ours).toEqual(theirs);
        }
        expect(run.output[0]![0]!.json).toEqual({
          ...task,
          RequestId: expect.any(String),
          Instance,
        });
      },
    );

    it('says that there is no such task', async () => {
      const run = await get('999');

      expect(run.error?.message).toMatch(
        /^DataWorks did not give the task: .*\(fileId\[999\] is invalid\)/,
      );
      expect(rt.requests('GetDISyncInstanceInfo')).toEqual([]);
    });

    it('fails when the state cannot be read', async () => {
      const fileId = await rt.addTask('DI_REALTIME');
      rt.server.emulator.faults.add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action: 'GetDISyncInstanceInfo',
      });
      const run = await get(fileId);

      expect(run.error?.message).toMatch(/^DataWorks did not give the state of the task: /);
    });

    it.each<[string, INodeParameters, RegExp]>([
      [
        'no workspace',
        { projectId: { __rl: true, mode: 'id', value: '=' } },
        /"Workspace" is empty/,
      ],
      ['an unknown task type', { taskType: '={{ "DI_BATCH" }}' }, /"Task Type" is "DI_BATCH"/],
      [
        'a task that is no number',
        { fileId: { __rl: true, mode: 'id', value: 'orders' } },
        /"Task" is/,
      ],
    ])('refuses %s before sending', async (_what, changes, message) => {
      const run = await get('1000001', changes);

      expect(run.error?.name).toBe('NodeOperationError');
      expect(run.error?.message).toMatch(message);
      expect(rt.requests()).toEqual([]);
    });
  });
});
