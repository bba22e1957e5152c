import { SCRIPT } from '../emulator-under-test';
import { flowSpec, PROJECT, studioUnderTest } from './studio-under-test';

test('a task has the settings of its node in names and units of its own', () => {
  const { published, ask } = studioUnderTest();
  const { taskId } = published(
    flowSpec({ rerunMode: 'FailureAllowed', rerunInterval: 120_000, timeout: 2, priority: 3 }),
  );
  expect(ask('GetTask', { Id: taskId }).body.Task).toMatchObject({
    Id: Number(taskId),
    Name: 'orders_daily',
    Type: 'DI',
    ProjectEnv: 'Prod',
    RerunMode: 'FailureAllowed',
    RerunInterval: 120,
    RerunTimes: 3,
    Timeout: 7200,
    Priority: 3,
    WorkflowId: 1,
    RuntimeResource: { ResourceGroupId: 'Serverless_res_group_demo_1', Cu: '0.25' },
    Trigger: { Type: 'Scheduler', Cron: '00 30 01 * * ?', Recurrence: 'Normal' },
    Script: { Content: SCRIPT, Parameters: 'bizdate=$bizdate' },
    Dependencies: [{ Type: 'Normal', UpstreamOutput: 'demo_studio_root' }],
  });
  expect(ask('GetTask', { Id: taskId, ProjectEnv: 'Dev' }).status).toBe(400);
  expect(ask('GetTask', { Id: taskId, ProjectEnv: 'PROD' }).body.Code).toBe('InvalidParameter');
});

test('ListTasks filters by name, ids, type and trigger', () => {
  const { published, post } = studioUnderTest();
  const { taskId } = published();
  const other = published(flowSpec({ name: 'customers', recurrence: 'Skip' }));
  const names = (body: Record<string, string>) =>
    post('ListTasks', { ProjectId: PROJECT, ...body }).body.PagingInfo.Tasks.map(
      ({ Name }: { Name: string }) => Name,
    );
  expect(names({})).toEqual(['orders_daily', 'customers']);
  expect(names({ Name: 'orders' })).toEqual(['orders_daily']);
  expect(names({ Ids: `[${other.taskId}]` })).toEqual(['customers']);
  expect(names({ TriggerRecurrence: 'Skip' })).toEqual(['customers']);
  expect(names({ TaskType: 'ODPS_SQL' })).toEqual([]);
  expect(names({ Ids: `[${taskId}]`, TriggerType: 'Manual' })).toEqual([]);
});

test('ListUpstreamTasks and ListDownstreamTasks follow outputs', () => {
  const { published, ask } = studioUnderTest();
  const { id, taskId } = published();
  const inputs = { nodeOutputs: [{ data: id, sourceType: 'Manual' }] };
  const child = published(flowSpec({ name: 'child', inputs }));
  const names = (action: string, Id: string) =>
    ask(action, { Id }).body.PagingInfo.Tasks.map(({ Name }: { Name: string }) => Name);
  expect(names('ListDownstreamTasks', taskId)).toEqual(['child']);
  expect(names('ListUpstreamTasks', child.taskId)).toEqual(['orders_daily']);
  expect(names('ListUpstreamTasks', taskId)).toEqual([]);
  const { Dependencies } = ask('GetTask', { Id: child.taskId }).body.Task;
  expect(Dependencies).toEqual([{ Type: 'Normal', UpstreamOutput: id, UpstreamTaskId: taskId }]);
});

test('UpdateTask changes the task, in ms, and writes back to the node', () => {
  const { published, post, ask, specOf, node } = studioUnderTest();
  const { id, taskId } = published();
  const change = (body: Record<string, string>) => post('UpdateTask', { Id: taskId, ...body });
  expect(
    change({
      Name: 'orders_new',
      RerunInterval: '240000',
      RerunMode: 'AllDenied',
      Timeout: '3600',
      Trigger: JSON.stringify({ Cron: '00 00 03 * * ?', Recurrence: 'Pause' }),
      Script: JSON.stringify({ Parameters: 'bizdate=$bizdate hour=$[hh24]' }),
    }).body.Success,
  ).toBe(true);
  expect(ask('GetTask', { Id: taskId }).body.Task).toMatchObject({
    Name: 'orders_new',
    RerunInterval: 240,
    RerunMode: 'AllDenied',
    Timeout: 3600,
    Trigger: { Cron: '00 00 03 * * ?', Recurrence: 'Pause' },
    Script: { Content: SCRIPT, Parameters: 'bizdate=$bizdate hour=$[hh24]' },
  });
  expect(node(id).Name).toBe('orders_new');
  expect(specOf(id).spec.nodes[0]).toMatchObject({
    recurrence: 'Pause',
    rerunInterval: 240_000,
    trigger: { cron: '00 00 03 * * ?' },
  });
  expect(change({ RerunInterval: '1800001' }).status).toBe(400);
});

test('BatchUpdateTasks counts in seconds and has a result per id', () => {
  const { published, post, ask } = studioUnderTest();
  const { taskId } = published();
  const Tasks = JSON.stringify([
    { Id: Number(taskId), RerunInterval: 60, Description: 'new' },
    { Id: 5, Name: 'none' },
  ]);
  expect(post('BatchUpdateTasks', { Tasks }).body.SuccessInfo).toEqual({
    [taskId]: { Success: true },
    5: { Success: false, Message: 'The task does not exist.' },
  });
  expect(ask('GetTask', { Id: taskId }).body.Task).toMatchObject({
    RerunInterval: 60,
    Description: 'new',
  });
});

test('DeleteTask removes the task and leaves the node', () => {
  const { published, post, ask, node } = studioUnderTest();
  const { id, taskId } = published();
  expect(post('DeleteTask', {}, { Id: taskId }).body.Success).toBe(true);
  expect(ask('GetTask', { Id: taskId }).status).toBe(400);
  expect(node(id)).not.toHaveProperty('TaskId');
});
