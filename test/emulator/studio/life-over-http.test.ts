import { startEmulator, type RunningEmulator } from '../../../emulator';
import { officialClient } from '../official-client';
import { DATE, flowSpec, PROJECT, VERSION } from './studio-under-test';

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

/** Calls of 2024-05-18 by the official client. */
function client() {
  const call = officialClient(running.port, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies differ by operation
  type Reply = Promise<any>;
  return {
    get: (action: string, query: Record<string, string>): Reply =>
      call(action, { query }, { version: VERSION, method: 'GET' }),
    post: (action: string, body: Record<string, string>, query?: Record<string, string>): Reply =>
      call(action, { body, ...(query && { query }) }, { version: VERSION }),
  };
}

test.each(['basic', 'standard'] as const)(
  'the official client takes a node through its life in %s mode',
  async (mode) => {
    const { get, post } = client();
    await control('studio', { mode, approval: mode === 'standard' ? 'waits' : 'none' });
    // The date is signed by the machine's clock, so time may not move 15 minutes ahead.
    const ms = { checkMs: 500, deployMs: 500, waitResourceMs: 500, runMs: 500, creationMs: 500 };
    await control('durations', ms);
    const later = () => control('clock', { advanceMs: 1000 });

    const Scene = 'DATAWORKS_PROJECT';
    const { Id } = await post('CreateNode', { ProjectId: PROJECT, Scene, Spec: flowSpec() });
    expect(Id).toMatch(/^\d{19}$/);
    const node = { Id, ProjectId: PROJECT };

    const publish = async (Type: string) => {
      const ObjectIds = JSON.stringify([Id]);
      const run = await post('CreatePipelineRun', { ProjectId: PROJECT, ObjectIds, Type });
      const named = { Id: run.Id, ProjectId: PROJECT };
      for (;;) {
        await later();
        const { Pipeline } = await get('GetPipelineRun', named);
        if (Pipeline.Status !== 'Running') return Pipeline.Status;
        const next = Pipeline.Stages.find(({ Status }: { Status: string }) => Status !== 'Success');
        if (next.Status === 'Running') {
          expect(next.Code).toBe('APPROVAL');
          expect((await control('approvals', {})).body).toEqual({ approved: 1 });
        } else {
          const code = { Id: run.Id, Code: next.Code };
          await post('ExecPipelineRunStage', code, { ProjectId: PROJECT });
        }
      }
    };
    expect(await publish('Online')).toBe('Success');
    const { TaskId } = (await get('GetNode', node)).Node;

    await control('plans', { of: 'run', nodeName: 'orders_daily', log: 'INFO 42 records' });
    const { OperationId } = await post('CreateWorkflowInstances', {
      Name: 'once',
      ProjectId: PROJECT,
      Type: 'SupplementData',
      WorkflowId: '1',
      EnvType: 'Prod',
      Periods: JSON.stringify({ BizDates: [{ StartBizDate: DATE, EndBizDate: DATE }] }),
      DefaultRunProperties: JSON.stringify({
        Mode: 'General',
        Parallelism: 1,
        Analysis: { Enabled: false, Blocked: false },
        RootTaskIds: [TaskId],
      }),
    });
    await later();
    const { Result } = await get('GetCreateWorkflowInstancesResult', { OperationId });
    const [workflow] = Result.WorkflowInstanceIds;
    await later();
    const { PagingInfo } = await post('ListTaskInstances', {
      ProjectId: PROJECT,
      Bizdate: String(Date.parse(`${DATE}T00:00:00+08:00`)),
      WorkflowInstanceId: String(workflow),
    });
    expect(PagingInfo.TaskInstances).toMatchObject([{ TaskId, Status: 'Success' }]);
    const instance = { Id: String(PagingInfo.TaskInstances[0].Id) };
    expect((await get('GetTaskInstanceLog', instance)).TaskInstanceLog).toContain('42 records');

    await expect(post('DeleteNode', node)).rejects.toMatchObject({ statusCode: 400 });
    expect(await publish('Offline')).toBe('Success');
    expect(await post('DeleteNode', node)).toMatchObject({ Success: true });
    const state = await (await fetch(`${running.url}/_emulator/state`)).json();
    expect(state.studio).toMatchObject({ nodes: [], tasks: { Dev: [], Prod: [] } });
    expect(state.studio.pipelineRuns).toHaveLength(2);
  },
);

test('the official client sees numeric codes', async () => {
  const { get } = client();
  await expect(get('GetNode', { Id: '1' })).rejects.toMatchObject({ code: '5801489541076353033' });
});

test('the control API refuses options and plans that it does not know', async () => {
  expect((await control('studio', { ids: 'number' })).body).toMatchObject({ ids: 'number' });
  expect((await control('studio', { ids: 'roman' })).body.message).toContain('text, number');
  expect((await control('studio', { colour: 'red' })).status).toBe(400);
  expect((await control('studio', { lateVisibilityMs: 'long' })).status).toBe(400);
  expect((await control('plans', { of: 'stage', does: 'sleep' })).status).toBe(400);
  expect((await control('plans', { of: 'stage', does: 'wait' })).status).toBe(200);
  await control('reset', {});
  expect(running.emulator.settings.studio.ids).toBe('text');
});
