import { startEmulator, type RunningEmulator } from '../../emulator';
import { createCall } from './emulator-under-test';
import { officialClient } from './official-client';

let running: RunningEmulator;
beforeEach(async () => {
  running = await startEmulator();
});
afterEach(() => running.close());

const control = async (path: string, body: unknown) => {
  const init = { method: 'POST', body: JSON.stringify(body) };
  const reply = await fetch(`${running.url}/_emulator/${path}`, init);
  return { status: reply.status, body: await reply.json() };
};

test('the official client takes a batch task through its life, time moved by the control API', async () => {
  const call = officialClient(running.port, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
  });
  // The date is signed by the machine's clock, so time may not move 15 minutes ahead.
  await control('durations', { checkMs: 1000, deployMs: 1000, waitResourceMs: 1000, runMs: 1000 });
  const later = () => control('clock', { advanceMs: 2000 });
  const { query, body } = createCall();
  await call('CreateDISyncTask', { query: query!, body: body! });
  const file = { ProjectId: '10000', FileId: '1000001' };
  await call('UpdateFile', { body: { ...file, InputList: 'demo_workspace_root' } });
  for (const action of ['SubmitFile', 'DeployFile']) {
    const { Data: DeploymentId } = await call(action, { body: file });
    await later();
    const state = { ProjectId: '10000', DeploymentId: String(DeploymentId) };
    const { Data } = await call('GetDeployment', { body: state });
    expect(Data).toMatchObject({ Deployment: { Status: 1 } });
  }
  const { Data } = (await call('ListNodes', {
    body: { ProjectId: '10000', ProjectEnv: 'PROD' },
  })) as { Data: { Nodes: { NodeId: number }[] } };
  const NodeId = String(Data.Nodes[0]!.NodeId);
  await control('plans', { of: 'run', result: 'FAILURE', log: 'ERROR disk full' });
  await call('RunCycleDagNodes', {
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
  expect((await call('GetInstance', { body: instance }))['Data']).toMatchObject({
    Status: 'FAILURE',
  });
  expect((await call('GetInstanceLog', { body: instance }))['Data']).toContain('ERROR disk full');
  expect(await call('DeleteFile', { body: file })).toMatchObject({ Success: true });
  await later();
  const state = await (await fetch(`${running.url}/_emulator/state`)).json();
  expect(state).toMatchObject({
    files: [{ deletedStatus: 'RECYCLE_BIN' }],
    deployments: [{}, {}, { kind: 'delete' }],
  });
});

test('the control API switches behaviours', async () => {
  const call = officialClient(running.port, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
  });
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
