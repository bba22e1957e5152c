import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../../emulator';
import type { OfficialError } from '../oracle/officialClient';
import { createCall, SCRIPT } from './emulator-under-test';
import { officialClient } from './official-client';

let running: RunningEmulator;
const start = async (options: EmulatorOptions = {}) => {
  running = await startEmulator(options);
  return officialClient(running.port, { accessKeyId: 'testid', accessKeySecret: 'testsecret' });
};
afterEach(() => running.close());

const control = async (path: string, body: unknown) => {
  const init = { method: 'POST', body: JSON.stringify(body) };
  const reply = await fetch(`${running.url}/_emulator/${path}`, init);
  return { status: reply.status, body: await reply.json() };
};

const FILE = { ProjectId: '10000', FileId: '1000001' };
const SECONDS = { checkMs: 1000, deployMs: 1000, waitResourceMs: 1000, runMs: 1000 };
/** The form of a reply: its members with their types, ids and times apart. */
const formOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, formOf(one)]));
};

/** The life of a batch task by the official client; the replies by step. */
async function live(call: ReturnType<typeof officialClient>, projectMode: 'standard' | 'basic') {
  // The date is signed by the machine's clock, so time may not move 15 minutes ahead.
  await control('durations', SECONDS);
  const later = () => control('clock', { advanceMs: 2000 });
  const deployments: unknown[] = [];
  const deploy = async () => {
    for (const action of projectMode === 'basic' ? ['DeployFile'] : ['SubmitFile', 'DeployFile']) {
      const { Data: DeploymentId } = await call(action, { body: FILE });
      await later();
      const state = { ProjectId: '10000', DeploymentId: String(DeploymentId) };
      const { Data } = await call('GetDeployment', { body: state });
      deployments.push((Data as { Deployment: object }).Deployment);
    }
  };
  const replies: Record<string, unknown> = {};
  const { query, body } = createCall();
  replies.create = await call('CreateDISyncTask', { query: query!, body: body! });
  replies.schedule = await call('UpdateFile', {
    body: { ...FILE, InputList: 'demo_workspace_root' },
  });
  await deploy();
  const { Data } = (await call('ListNodes', {
    body: { ProjectId: '10000', ProjectEnv: 'PROD' },
  })) as { Data: { Nodes: { NodeId: number }[] } };
  const NodeId = String(Data.Nodes[0]!.NodeId);
  await control('plans', { of: 'run', result: 'FAILURE', log: 'ERROR disk full' });
  replies.run = await call('RunCycleDagNodes', {
    body: {
      ProjectEnv: 'PROD',
      Name: 'once',
      RootNodeId: NodeId,
      IncludeNodeIds: NodeId,
      StartBizDate: '2026-02-26 00:00:00',
      EndBizDate: '2026-02-26 00:00:00',
      BizBeginTime: '00:00:00',
      BizEndTime: '23:59:59',
      Parallelism: 'false',
    },
  });
  await later();
  const instance = { InstanceId: '310000000000001', ProjectEnv: 'PROD' };
  replies.instance = await call('GetInstance', { body: instance });
  replies.log = await call('GetInstanceLog', { body: instance });
  replies.update = await call('UpdateDISyncTask', {
    query: { ...FILE, TaskType: 'DI_OFFLINE', TaskContent: changed },
  });
  await deploy();
  replies.delete = await call('DeleteFile', { body: FILE });
  await later();
  if (projectMode === 'standard') {
    replies.deployDeletion = await call('DeployFile', { body: FILE });
    await later();
  }
  replies.deleted = await call('GetFile', { body: FILE });
  return { replies, deployments };
}

const changed = SCRIPT.replace('"version":"2.0"', '"version":"2.0","setting":{}');

describe('the official client takes a batch task through its life, time moved by the control API', () => {
  /** From, to: 0 editor, 1 development, 2 production. */
  const WAYS = { standard: ['0>1', '1>2', '0>1', '1>2'], basic: ['0>2', '0>2'] };

  test.each(['standard', 'basic'] as const)('in %s mode', async (projectMode) => {
    const call = await start({ projectMode });
    const { replies, deployments } = await live(call, projectMode);
    expect(
      deployments.map((one) => {
        const { Status, FromEnvironment, ToEnvironment } = one as Record<string, number>;
        return `${FromEnvironment}>${ToEnvironment}${Status === 1 ? '' : ` ${Status}`}`;
      }),
    ).toEqual(WAYS[projectMode]);
    expect(replies).toMatchObject({
      create: { Success: true, Data: { Status: 'success', FileId: 1000001 } },
      run: { Success: true, Data: [expect.any(Number)] },
      instance: { Data: { Status: 'FAILURE' } },
      log: { Data: expect.stringContaining('ERROR disk full') },
      update: { Success: true, Data: { Status: 'success' } },
      delete: { Success: true, DeploymentId: expect.any(Number) },
      deleted: { Data: { File: { DeletedStatus: 'RECYCLE_BIN' } } },
    });
    const state = await (await fetch(`${running.url}/_emulator/state`)).json();
    const kinds = state.deployments.map(({ kind }: { kind: string }) => kind);
    expect(kinds.slice(-1)).toEqual([projectMode === 'basic' ? 'delete' : 'deploy-deletion']);
    expect(running.emulator.state.nodes.PROD.size).toBe(0);
  });

  test('with replies of the same form in both modes', async () => {
    const forms: unknown[] = [];
    for (const projectMode of ['standard', 'basic'] as const) {
      const call = await start({ projectMode });
      const { replies, deployments } = await live(call, projectMode);
      delete replies.deployDeletion;
      forms.push(formOf({ ...replies, deployment: deployments.at(-1) }));
      if (projectMode === 'standard') await running.close();
    }
    expect(forms[1]).toEqual(forms[0]);
  });
});

describe.each(['standard', 'basic'] as const)('refusals in %s mode', (projectMode) => {
  const SubmitOrDeploy = projectMode === 'basic' ? 'DeployFile' : 'SubmitFile';
  const unknown = { ...FILE, FileId: '7' };
  const REFUSED: [string, string, Record<string, string>, number, string, RegExp][] = [
    ['without inputs', SubmitOrDeploy, FILE, 400, '1010019999', /输入输出不能为空/],
    ['of no file', 'DeleteFile', unknown, 400, '1010019999', /does not exist/],
    ['of no workspace', 'GetFile', { ...FILE, ProjectId: '4' }, 400, '1101080008', /not exist/],
    [
      'of an unknown deployment',
      'GetDeployment',
      { ...FILE, DeploymentId: '8' },
      400,
      '1010019999',
      /发布包8不存在/,
    ],
    [
      'of a wrong value',
      'UpdateFile',
      { ...FILE, RerunMode: 'NEVER' },
      400,
      'InvalidRerunMode',
      /RerunMode/,
    ],
    [
      'of a missing parameter',
      'DeleteFile',
      { ProjectId: '10000' },
      400,
      'MissingFileId',
      /FileId/,
    ],
    [
      'of an unknown node',
      'GetNode',
      { NodeId: '5', ProjectEnv: 'PROD' },
      500,
      'Invalid.Wkbench.NodeNotExist',
      /node/,
    ],
  ];

  test.each(REFUSED)('%s come in the form of the gateway', async (_, action, body, ...expected) => {
    const call = await start({ projectMode });
    const { query, body: script } = createCall();
    await call('CreateDISyncTask', { query: query!, body: script! });
    const error = (await call(action, { body }).catch((one: unknown) => one)) as OfficialError;
    const [status, code, message] = expected;
    expect(error).toMatchObject({ code, statusCode: status });
    expect(error.data).toEqual({
      RequestId: expect.any(String),
      HostId: expect.any(String),
      Code: code,
      Message: expect.stringMatching(message),
      Recommend: expect.any(String),
      statusCode: status,
    });
  });
});

test('the control API switches behaviours', async () => {
  const call = await start();
  const { query, body } = createCall();
  await call('CreateDISyncTask', { query: query!, body: body! });
  const submit = () => call('SubmitFile', { body: { ProjectId: '10000', FileId: '1000001' } });
  await expect(submit()).rejects.toThrow('输入输出不能为空');
  expect((await control('behaviours', { refusals: 'body' })).status).toBe(200);
  expect(await submit()).toMatchObject({ Success: false });
  expect(await control('behaviours', { refusals: 'loud' })).toEqual({
    status: 400,
    body: { message: 'refusals is one of gateway, body.' },
  });
  expect(await control('behaviours', { projectMode: 'basic' })).toEqual({
    status: 400,
    body: { message: 'projectMode can be set at the start only.' },
  });
});

test('the control API lists and clears plans and refuses what it does not know', async () => {
  await start();
  const plans = async () => (await fetch(`${running.url}/_emulator/plans`)).json();
  const { body } = await control('plans', { of: 'submit', fails: 'check' });
  expect(await plans()).toEqual([{ id: body.id, of: 'submit', fails: 'check' }]);
  await fetch(`${running.url}/_emulator/plans`, { method: 'DELETE' });
  expect(await plans()).toEqual([]);
  expect((await control('plans', { of: 'weather' })).status).toBe(400);
  expect((await control('plans', { of: 'deploy' })).status).toBe(400);
  expect((await control('durations', { napMs: 5 })).status).toBe(400);
  expect((await control('durations', { runMs: 'long' })).status).toBe(400);
});
