import { createParameters } from '../emulated';
import { createEngine } from '../harness/engine';
import { startRealTime, taskParameters } from '../realTime';
import {
  create,
  json,
  ofBatch,
  refusedCreation,
  run,
  schedule,
  withReply,
  withTasks,
  type LiveRow,
} from './scene';

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** How DataWorks and its gateway refuse. */
export const refusalRows: LiveRow[] = [
  {
    row: 4,
    about: 'throttling by HTTP 400 and a number is waited for',
    async show() {
      for (const code of ['9990020002', '9990040003'] as const) {
        await withTasks({}, async (tasks) => {
          tasks.server.emulator.faults.add({ kind: 'throttle', code, action: 'CreateDISyncTask' });
          expect(json(await create(tasks))).toMatchObject({ Outcome: 'created' });
          expect(tasks.requests('CreateDISyncTask').map(({ status }) => status)).toEqual([
            400, 200,
          ]);
          expect(tasks.clock().sleeps).toHaveLength(1);
        });
      }
    },
  },
  {
    row: 5,
    about: 'a refusal in the form of the gateway is shown in its own words',
    show: () =>
      withTasks({ refusals: 'gateway' }, async (tasks) => {
        const { error } = await run(tasks, ofBatch('deploy', await tasks.addTask()));
        expect(error?.message).toContain('DataWorks did not submit the task: 输入输出不能为空');
        expect(error?.description).toContain('Code: 1010019999');
        expect(error?.description).toContain('HTTP status: 400');
        expect(tasks.requests('SubmitFile')).toHaveLength(1);
      }),
  },
  {
    row: 6,
    about: 'a DISync refusal with a code can be about the state',
    async show() {
      const rt = await startRealTime({ diSyncRefusals: 'gateway' });
      try {
        rt.reset();
        const act = (operation: string, fileId: string) =>
          rt.engine.run({ parameters: taskParameters(operation, fileId) });
        const undeployed = await rt.addTask('DI_REALTIME', { deployed: false });
        expect(json(await act('get', undeployed))).toMatchObject({ FileId: Number(undeployed) });
        const stopped = await rt.addTask('DI_REALTIME');
        expect(json(await act('stop', stopped))).toMatchObject({ Outcome: 'unchanged' });
        json(await act('terminate', stopped));
        expect(json(await act('terminate', stopped))).toMatchObject({ Outcome: 'unchanged' });
      } finally {
        await rt.close();
      }
    },
  },
  {
    row: 7,
    about: 'a business refusal under HTTP 500 is one, and is not sent again',
    show: () =>
      withTasks({}, async (tasks) => {
        const fileId = await tasks.addTask();
        await tasks.deploy(fileId);
        const action = 'RunCycleDagNodes';
        const code = 'Invalid.Wkbench.Parameter';
        const message = 'The specified parameters are invalid.';
        tasks.server.emulator.faults.add({ kind: 'error', action, code, status: 500, message });
        const options = { runFor: 'yesterday', wait: false };
        const { error } = await run(tasks, ofBatch('run', fileId, options));
        expect(error?.message).toContain(`DataWorks did not run the task: ${message}`);
        expect(tasks.requests(action)).toHaveLength(1);
        expect(tasks.requests('ListInstances')).toEqual([]);
      }),
  },
  {
    row: 15,
    about: 'a workspace with the new Data Studio is named with the resource to take',
    show: () =>
      withTasks({}, async (tasks) => {
        const projectId = { __rl: true, mode: 'id', value: '20000' };
        const { error } = await create(tasks, { projectId });
        expect(`${error?.message} ${error?.description}`).toMatch(/new Data Studio.*Sync Node/);
        expect(error?.description).toContain('Code: 1201111431');
      }),
  },
  {
    row: 16,
    about: 'Forbidden.Access names the permission and the edition',
    async show() {
      const message = 'Access is forbidden. Please first activate DataWorks Enterprise Edition.';
      const shown = await refusedCreation({ code: 'Forbidden.Access', status: 403, message });
      expect(shown.message).toMatch(/RAM action/);
      expect(shown.message).toMatch(/Enterprise edition/);
    },
  },
  {
    row: 17,
    about: 'DataWorks that is not activated is called so',
    async show() {
      const message = 'dataworks not activated';
      const shown = await refusedCreation({ code: '9990010001', status: 403, message });
      expect(shown.message).toMatch(/DataWorks is not activated for this account/);
      expect(shown.sends).toBe(1);
    },
  },
  {
    row: 18,
    about: 'Throttling.Resource passes after a pause',
    async show() {
      const refusal = { code: 'Throttling.Resource', status: 400, message: 'Throttling.Resource' };
      expect(await refusedCreation(refusal)).toMatchObject({
        message: expect.stringContaining('no capacity left'),
        sends: 4,
      });
    },
  },
  {
    row: 19,
    about: 'throttling is known at any status, by code or by words',
    async show() {
      for (const refusal of [
        { code: 'Throttling', status: 400, message: 'Request was denied due to throttling.' },
        { code: 'Rejected.Throttling', status: 417, message: 'Too many requests.' },
        { code: '1234567890', status: 400, message: 'Throttling.User' },
      ]) {
        expect((await refusedCreation(refusal)).sends).toBe(4);
      }
    },
  },
  {
    row: 20,
    about: 'AssumeRole that is throttled with the bare code is sent again',
    show: () =>
      withTasks({}, async (tasks) => {
        const engine = await createEngine({
          credentials: {
            alibabaCloudAccessKeyApi: {
              ...keys,
              endpoint: tasks.server.url,
              assumeRole: true,
              roleArn: 'acs:ram::1000000000000001:role/dataworks',
              roleSessionName: 'live-row-20',
            },
          },
        });
        const fault = { kind: 'error', code: 'Throttling', status: 400 } as const;
        tasks.server.emulator.faults.add({ ...fault, action: 'AssumeRole' });
        const created = await engine.run({ parameters: createParameters() });
        expect(json(created)).toMatchObject({ Outcome: 'created' });
        expect(tasks.requests('AssumeRole').map(({ status }) => status)).toEqual([400, 200]);
      }),
  },
  {
    row: 21,
    about: 'IncompleteSignature is taken for a wrong secret, in a run and in the test',
    async show() {
      const message = 'The request signature does not conform to Aliyun standards.';
      const refusal = { code: 'IncompleteSignature', status: 400, message };
      expect((await refusedCreation(refusal)).message).toMatch(/AccessKey Secret/);
      const body = JSON.stringify({ RequestId: 'r', Code: refusal.code, Message: message });
      const tested = await withReply({ status: 400, body }, (engine) => engine.testCredential());
      expect(tested.status).toBe('Error');
      expect(tested.message).toMatch(/AccessKey Secret/);
    },
  },
  {
    row: 22,
    about: 'Invalid<Parameter> is named as the editor shows it',
    async show() {
      const message = 'Specified parameter TaskName is not valid.';
      const shown = await refusedCreation({ code: 'InvalidTaskName', status: 400, message });
      expect(shown.message).toContain('did not accept the value of Task Name (TaskName)');
    },
  },
  {
    row: 31,
    about: 'the wait that older gateways ask for is kept',
    show: () =>
      withTasks(
        { throttlingHeader: 'x-ratelimit-user-api', quota: { writesPerSecond: 1 } },
        async (tasks) => {
          json(await create(tasks));
          json(await create(tasks, { taskName: 'second' }));
          const { at } = tasks.requests('CreateDISyncTask').at(-2)!;
          // To the end of that second of the server.
          expect(tasks.clock().sleeps).toEqual([1000 - (at % 1000)]);
        },
      ),
  },
  {
    row: 32,
    about: 'a code that is a bare number is one',
    async show() {
      const body = '{"RequestId":"r","Code":1010019999,"Message":"目录不存在"}';
      const { error } = await withReply({ status: 400, body }, (engine) =>
        engine.run({ parameters: createParameters() }),
      );
      expect(error?.message).toContain('目录不存在');
      expect(error?.description).toContain('Code: 1010019999');
    },
  },
  {
    row: 36,
    about: "nothing is said about when the day's quota is new",
    show: () =>
      withTasks({ quota: { callsPerDay: 1 } }, async (tasks) => {
        json(await create(tasks));
        const { error } = await run(tasks, schedule('1000001'));
        const said = `${error?.message} ${error?.description}`;
        expect(said).toMatch(/Try again tomorrow/);
        expect(said).not.toMatch(/midnight|UTC|\+8/);
      }),
  },
];
