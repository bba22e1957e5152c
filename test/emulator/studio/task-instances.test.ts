import type { EmulatorOptions } from '../../../emulator';
import { DURATIONS } from '../batch-life';
import { flowSpec, studioUnderTest } from './studio-under-test';

/** A task with one run of it that has just begun to work, and calls that change it. */
function running(node: Record<string, unknown> = {}, fails = false, options: EmulatorOptions = {}) {
  const under = studioUnderTest(options);
  const { taskId } = under.published(flowSpec(node));
  if (fails) under.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR first' });
  under.backfill(taskId);
  under.later(30);
  const id = String(under.instances().TaskInstances[0].Id);
  const status = (): string =>
    under.ask('GetTaskInstance', { Id: id }).body.TaskInstance.Status as string;
  const change = (what: string, body: Record<string, string> = {}) => {
    const { SuccessInfo } = under.post(`${what}TaskInstances`, { Ids: `[${id}]`, ...body }).body;
    expect(Object.keys(SuccessInfo)).toEqual([id]);
    return SuccessInfo[id] as { Success: boolean; Message?: string };
  };
  const log = (query: Record<string, string> = {}) =>
    under.ask('GetTaskInstanceLog', { Id: id, ...query });
  return { ...under, id, taskId, status, change, log };
}

test.each([
  ['later', DURATIONS.killMs],
  ['atOnce', 0],
] as const)('a run that is stopped fails, %s, and its log says so', (stoppedInstance, takesMs) => {
  const { status, change, log, later } = running({}, false, { studio: { stoppedInstance } });
  expect(status()).toBe('Running');
  later(5);
  expect(change('Stop').Success).toBe(true);
  expect(status()).toBe(takesMs > 0 ? 'Running' : 'Failure');
  later(takesMs);
  expect(status()).toBe('Failure');
  expect(log().body.TaskInstanceLog).toContain('Killed');
  expect(change('Stop')).toEqual({
    Success: false,
    Message: 'An instance of status Failure cannot be stopped.',
  });
});

test('a failed run is rerun: another attempt with a log of its own', () => {
  const { status, change, log, later, ask, id } = running({}, true);
  expect(change('Rerun').Success).toBe(false);
  later(1000);
  expect(status()).toBe('Failure');
  expect(change('Rerun').Success).toBe(true);
  later(10);
  expect(status()).toBe('Running');
  later(1000);
  expect(ask('GetTaskInstance', { Id: id }).body.TaskInstance).toMatchObject({
    Status: 'Success',
    RunNumber: 2,
  });
  expect(log({ RunNumber: '1' }).body.TaskInstanceLog).toContain('ERROR first');
  expect(log().body.TaskInstanceLog).not.toContain('ERROR first');
  expect(log({ RunNumber: '3' }).status).toBe(400);
});

test.each([
  ['Allowed', true, true],
  ['FailureAllowed', true, false],
  ['Denied', false, false],
])('rerunMode %s', (rerunMode, afterFailure, afterSuccess) => {
  const failed = running({ rerunMode }, true);
  failed.later(1000);
  expect(failed.change('Rerun').Success).toBe(afterFailure);
  const succeeded = running({ rerunMode });
  succeeded.later(1000);
  expect(succeeded.change('Rerun').Success).toBe(afterSuccess);
});

test('UseLatestConfig takes the task as it is published now', () => {
  const { later, change, run, drive, post, ask, id, emulator } = running({}, true);
  later(1000);
  const [nodeId] = [...emulator.state.studio.nodes.keys()].map(String);
  const Spec = flowSpec({ rerunMode: 'Denied' });
  post('UpdateNode', { Id: nodeId!, ProjectId: '20000', Spec });
  drive(run(nodeId!).body.Id);
  expect(change('Rerun', { UseLatestConfig: 'true' }).Success).toBe(true);
  const { TaskInstance } = ask('GetTaskInstance', { Id: id }).body;
  expect(TaskInstance.RerunMode).toBe('AllDenied');
});

test('only a failed run is set to successful', () => {
  const { status, change, later } = running({}, true);
  expect(change('SetSuccess').Success).toBe(false);
  later(1000);
  expect(change('SetSuccess').Success).toBe(true);
  expect(status()).toBe('Success');
});

test('a frozen run does not begin until it is unfrozen', () => {
  const under = studioUnderTest();
  const { taskId } = under.published();
  under.backfill(taskId);
  under.later(25);
  const id = String(under.instances().TaskInstances[0].Id);
  const change = (what: string) =>
    under.post(`${what}TaskInstances`, { Ids: `[${id}]` }).body.SuccessInfo[id].Success;
  const status = () => under.ask('GetTaskInstance', { Id: id }).body.TaskInstance.Status;
  expect(status()).toBe('WaitResource');
  expect(change('Resume')).toBe(false);
  expect(change('Suspend')).toBe(true);
  expect(change('Suspend')).toBe(false);
  under.later(60_000);
  expect(status()).toBe('NotRun');
  expect(change('Resume')).toBe(true);
  expect(status()).toBe('WaitResource');
  under.later(5);
  expect(status()).toBe('Running');
  expect(change('Suspend')).toBe(false);
  under.later(1000);
  expect(status()).toBe('Success');
});

test('a run that is frozen before its turn begins when it is unfrozen, not earlier', () => {
  const { published, backfill, later, instances, post } = studioUnderTest();
  const { id, taskId } = published();
  published(flowSpec({ name: 'child', inputs: { nodeOutputs: [{ data: id }] } }));
  backfill(taskId, { Mode: 'AllDownstream' });
  later(30);
  const child = () =>
    instances({ TaskName: 'child' }).TaskInstances[0] as { Id: number; Status: string };
  const Ids = `[${child().Id}]`;
  post('SuspendTaskInstances', { Ids });
  later(60_000);
  expect(child().Status).toBe('NotRun');
  post('ResumeTaskInstances', { Ids });
  later(500);
  expect(child().Status).toBe('Running');
  later(1000);
  expect(child().Status).toBe('Success');
});

test('each id has its own result, also one that is not there', () => {
  const { post, id } = running();
  const { status, body } = post('StopTaskInstances', { Ids: `[${id},77]`, Comment: 'enough' });
  expect(status).toBe(200);
  expect(body.SuccessInfo).toEqual({
    [id]: { Success: true },
    77: { Success: false, Message: 'The instance does not exist.' },
  });
  expect(post('StopTaskInstances', { Ids: 'all' }).status).toBe(400);
});

test('ids beyond 2^53 stay exact in lists of ids', () => {
  const under = studioUnderTest({ largeIds: true });
  const { published, backfill, later, emulator, post } = under;
  published();
  const [taskId] = [...emulator.state.studio.tasks.Prod.keys()];
  const properties = JSON.stringify({
    Mode: 'ManualSelection',
    Parallelism: 1,
    Analysis: { Enabled: false, Blocked: false },
    RootTaskIds: ['ID'],
  }).replace('"ID"', String(taskId));
  expect(backfill('0', {}, undefined, { DefaultRunProperties: properties }).status).toBe(200);
  later(30);
  const [id] = [...emulator.state.studio.taskInstances.keys()];
  expect(id).toBeGreaterThan(2n ** 53n);
  expect(post('StopTaskInstances', { Ids: `[${id}]` }).body.SuccessInfo).toEqual({
    [String(id)]: { Success: true },
  });
});

test('ListTaskInstances filters, sorts and pages', () => {
  const { published, backfill, later, instances } = studioUnderTest();
  const { taskId } = published();
  const other = published(flowSpec({ name: 'customers' }));
  backfill(taskId);
  backfill(other.taskId);
  later(30);
  const names = (body: Record<string, string>) =>
    instances(body).TaskInstances.map(({ TaskName }: { TaskName: string }) => TaskName);
  expect(names({ SortBy: 'Id Asc' })).toEqual(['orders_daily', 'customers']);
  expect(names({ SortBy: 'Id Desc' })).toEqual(['customers', 'orders_daily']);
  expect(names({ TaskId: taskId })).toEqual(['orders_daily']);
  expect(names({ TaskIds: `[${other.taskId}]` })).toEqual(['customers']);
  expect(names({ TaskName: 'cust' })).toEqual(['customers']);
  expect(names({ TaskType: 'ODPS_SQL' })).toEqual([]);
  expect(names({ Status: 'Success' })).toEqual([]);
  expect(names({ Status: 'Running' })).toHaveLength(2);
  expect(names({ WorkflowInstanceType: 'Normal' })).toEqual([]);
  expect(names({ ProjectEnv: 'Dev' })).toEqual([]);
  expect(names({ Bizdate: '0' })).toEqual([]);
  expect(names({ SortBy: 'Id Asc', PageNumber: '2', PageSize: '1' })).toEqual(['customers']);
});
