import { DURATIONS } from '../batch-life';
import { BIZDATE, DATE, flowSpec, PROJECT, studioUnderTest } from './studio-under-test';

const DAY_MS = 86_400_000;
const range = (StartBizDate: string, EndBizDate: string) => ({
  BizDates: [{ StartBizDate, EndBizDate }],
});
const parent = (data: string) => ({ nodeOutputs: [{ data, sourceType: 'Manual' }] });

test('a backfill is created, runs and ends; its instance is found by date and id', () => {
  const { published, backfill, result, later, instances, ask } = studioUnderTest();
  const { taskId } = published();
  const { OperationId } = backfill(taskId).body;
  expect(result(OperationId)).toEqual({ Status: 'Creating' });
  expect(instances().TaskInstances).toEqual([]);
  later(20);
  const made = result(OperationId);
  expect(made).toMatchObject({ Status: 'Created', WorkflowInstanceIds: [1000000000001] });
  const WorkflowInstanceId = String(made.WorkflowInstanceIds[0]);
  const [one] = instances({ WorkflowInstanceId }).TaskInstances;
  expect(one).toMatchObject({
    TaskId: Number(taskId),
    TaskName: 'orders_daily',
    TaskType: 'DI',
    Status: 'WaitResource',
    Bizdate: Number(BIZDATE),
    TriggerTime: Number(BIZDATE) + DAY_MS + 90 * 60_000,
    WorkflowInstanceType: 'SupplementData',
    WorkflowId: 1,
    RunNumber: 1,
    ProjectEnv: 'Prod',
  });
  later(10);
  const id = String(one.Id);
  const instance = () => ask('GetTaskInstance', { Id: id }).body.TaskInstance;
  expect(instance()).toMatchObject({
    Status: 'Running',
    Script: { Parameters: 'bizdate=$bizdate' },
  });
  expect(instance()).not.toHaveProperty('FinishedTime');
  later(1000);
  expect(instance()).toMatchObject({ Status: 'Success', FinishedTime: expect.any(Number) });
  expect(
    ask('GetWorkflowInstance', { Id: WorkflowInstanceId }).body.WorkflowInstance,
  ).toMatchObject({
    Status: 'Success',
    Type: 'SupplementData',
    BizDate: Number(BIZDATE),
  });
});

test.each([
  [1, 'Asc', ['Running', 'NotRun', 'NotRun']],
  [2, 'Asc', ['Running', 'Running', 'NotRun']],
  [1, 'Desc', ['NotRun', 'NotRun', 'Running']],
])('three dates, %i at a time, %s', (Parallelism, Order, expected) => {
  const { published, backfill, later, instances } = studioUnderTest();
  const { taskId } = published();
  backfill(taskId, { Parallelism, Order }, range('2026-02-26', '2026-02-28'));
  later(30);
  const status = (at: number) =>
    instances({ Bizdate: String(Number(BIZDATE) + at * DAY_MS) }).TaskInstances[0].Status;
  expect([0, 1, 2].map(status)).toEqual(expected);
  later(1010 * 3);
  // One request brings the whole time since the last up to date.
  expect([0, 1, 2].map(status)).toEqual(['Success', 'Success', 'Success']);
});

test('a date that fails keeps the next from beginning', () => {
  const { published, backfill, later, instances, emulator, ask, result } = studioUnderTest();
  const { taskId } = published();
  emulator.plans.add({ of: 'run', nodeName: 'orders_daily', result: 'FAILURE', log: 'disk full' });
  const { OperationId } = backfill(taskId, {}, range('2026-02-26', '2026-02-27')).body;
  later(5000);
  const [first] = instances().TaskInstances;
  expect(first.Status).toBe('Failure');
  expect(ask('GetTaskInstanceLog', { Id: String(first.Id) }).body.TaskInstanceLog).toContain(
    'disk full',
  );
  const ids: number[] = result(OperationId).WorkflowInstanceIds;
  const statuses = ids.map(
    (id) => ask('GetWorkflowInstance', { Id: String(id) }).body.WorkflowInstance.Status,
  );
  expect(statuses).toEqual(['Failure', 'NotRun']);
});

test('AllDownstream runs the children after their parents', () => {
  const { published, backfill, later, instances } = studioUnderTest();
  const { id, taskId } = published();
  published(flowSpec({ name: 'child', inputs: parent(id) }));
  backfill(taskId, { Mode: 'AllDownstream' });
  later(40);
  const statuses = () =>
    Object.fromEntries(
      instances().TaskInstances.map(({ TaskName, Status }: Record<string, string>) => [
        TaskName,
        Status,
      ]),
    );
  expect(statuses()).toEqual({ orders_daily: 'Running', child: 'NotRun' });
  later(1010);
  expect(statuses()).toEqual({ orders_daily: 'Success', child: 'Running' });
  later(1010);
  expect(statuses()).toEqual({ orders_daily: 'Success', child: 'Success' });
});

test.each([
  ['Skip', 'Success', 'Dry run'],
  ['Pause', 'Failure', 'paused'],
])('a task whose recurrence is %s', (recurrence, status, log) => {
  const { published, backfill, later, instances, ask } = studioUnderTest();
  const { taskId } = published(flowSpec({ recurrence }));
  backfill(taskId);
  later(20);
  const [one] = instances().TaskInstances;
  expect(one).toMatchObject({ Status: status, TriggerRecurrence: recurrence });
  expect(ask('GetTaskInstanceLog', { Id: String(one.Id) }).body.TaskInstanceLog).toContain(log);
});

test.each([
  ['refused', 400],
  ['create-failure', 200],
] as const)('a task that is not there, a node id among them: %s', (unknownTask, status) => {
  const { published, backfill, result, later } = studioUnderTest({ studio: { unknownTask } });
  const { id, taskId } = published();
  const text = JSON.stringify({
    Mode: 'ManualSelection',
    Parallelism: 1,
    Analysis: { Enabled: false, Blocked: false },
    RootTaskIds: ['ID'],
  }).replace('"ID"', id);
  const { body, ...answer } = backfill(taskId, {}, undefined, { DefaultRunProperties: text });
  expect(answer.status).toBe(status);
  later(20);
  const said = status === 400 ? body.Message : result(body.OperationId).FailureMessage;
  expect(said).toBe(`Non-existent TaskIDs: [${id}]`);
});

test('a creation can fail by plan', () => {
  const { published, backfill, result, later, emulator, instances } = studioUnderTest();
  const { taskId } = published();
  emulator.plans.add({ of: 'backfill', message: 'no resources' });
  const { OperationId } = backfill(taskId).body;
  later(20);
  expect(result(OperationId)).toEqual({ Status: 'CreateFailure', FailureMessage: 'no resources' });
  expect(instances().TaskInstances).toEqual([]);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['a date with a time', {}, range('2026-02-26 00:00:00', '2026-02-26 00:00:00')],
  ['no dates', {}, {}],
  ['an end before the start', {}, range('2026-02-27', '2026-02-26')],
  ['eight ranges', {}, { BizDates: Array(8).fill(range(DATE, DATE).BizDates[0]) }],
  ['StartTime alone', {}, { ...range(DATE, DATE), StartTime: '00:00:00' }],
  ['no Parallelism', { Parallelism: undefined }, range(DATE, DATE)],
  ['Parallelism 11', { Parallelism: 11 }, range(DATE, DATE)],
  ['no Analysis', { Analysis: undefined }, range(DATE, DATE)],
  ['no Mode', { Mode: undefined }, range(DATE, DATE)],
  ['no roots', { RootTaskIds: [] }, range(DATE, DATE)],
])('a backfill with %s is refused', (_what, properties, periods) => {
  const { published, backfill, emulator } = studioUnderTest();
  const { taskId } = published();
  expect(backfill(taskId, properties, periods)).toMatchObject({
    status: 400,
    body: { Code: 'InvalidParameter' },
  });
  expect(emulator.state.studio.workflowInstances.size).toBe(0);
});

test('AutoStartEnabled false: StartWorkflowInstances starts the dates, one after the other', () => {
  const { published, backfill, result, later, post, ask } = studioUnderTest();
  const { taskId } = published();
  const two = range('2026-02-26', '2026-02-27');
  const { OperationId } = backfill(taskId, {}, two, { AutoStartEnabled: 'false' }).body;
  later(60_000);
  const ids: number[] = result(OperationId).WorkflowInstanceIds;
  const statuses = () =>
    ids.map((id) => ask('GetWorkflowInstance', { Id: String(id) }).body.WorkflowInstance.Status);
  expect(statuses()).toEqual(['NotRun', 'NotRun']);
  const { SuccessInfo } = post('StartWorkflowInstances', { Ids: JSON.stringify(ids) }).body;
  expect(SuccessInfo).toEqual({
    [ids[0]!]: { Success: true },
    [ids[1]!]: {
      Success: false,
      Message: `Because of parallelism config, wait for parent workflowInstance[${ids[0]}] to finish`,
    },
  });
  later(60_000);
  expect(statuses()).toEqual(['Success', 'Success']);
});

test('StopWorkflowInstances ends a date and what waits in it', () => {
  const { published, backfill, result, later, post, ask, instances } = studioUnderTest();
  const { taskId } = published();
  const { OperationId } = backfill(taskId).body;
  later(30);
  const [id] = result(OperationId).WorkflowInstanceIds;
  const Ids = JSON.stringify([id, 5]);
  expect(post('StopWorkflowInstances', { Ids }).body.SuccessInfo).toMatchObject({
    [id]: { Success: true },
    5: { Success: false },
  });
  expect(instances().TaskInstances[0].Status).not.toBe('Failure');
  later(DURATIONS.killMs);
  expect(instances().TaskInstances[0].Status).toBe('Failure');
  const { WorkflowInstance } = ask('GetWorkflowInstance', { Id: String(id) }).body;
  expect(WorkflowInstance.Status).toBe('Failure');
});

test('ListWorkflowInstances finds a date of a backfill, late where that is asked for', () => {
  const { published, backfill, later, post } = studioUnderTest({
    studio: { lateVisibilityMs: 2000 },
  });
  const { taskId } = published();
  backfill(taskId);
  const found = (body: Record<string, string> = {}) =>
    post('ListWorkflowInstances', { ProjectId: PROJECT, BizDate: BIZDATE, ...body }).body.PagingInfo
      .WorkflowInstances;
  later(20);
  expect(found()).toEqual([]);
  later(2000);
  expect(found()).toMatchObject([{ Name: 'backfill', Type: 'SupplementData' }]);
  expect(found({ Name: 'back' })).toHaveLength(1);
  expect(found({ Type: 'Normal' })).toEqual([]);
  expect(found({ BizDate: String(Number(BIZDATE) + DAY_MS) })).toEqual([]);
});

test('a run of a future time waits for it unless it may begin at once', () => {
  const { published, backfill, later, instances } = studioUnderTest();
  const { taskId } = published(
    flowSpec({ trigger: { type: 'Scheduler', cron: '00 00 23 * * ?' } }),
  );
  const yesterday = range('2026-03-01', '2026-03-01');
  const Bizdate = String(Date.UTC(2026, 1, 28, 16));
  backfill(taskId, {}, yesterday);
  later(30);
  expect(instances({ Bizdate }).TaskInstances[0].Status).toBe('WaitTime');
  backfill(taskId, { RunPolicy: { Immediately: true } }, yesterday);
  later(30);
  const statuses = instances({ Bizdate, SortBy: 'Id Asc' }).TaskInstances.map(
    ({ Status }: { Status: string }) => Status,
  );
  expect(statuses).toEqual(['WaitTime', 'Running']);
});
