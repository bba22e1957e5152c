import type { EmulatorOptions } from '../../../emulator';
import { flowSpec, PROJECT, studioUnderTest } from './studio-under-test';

const output = (data: string) => ({ nodeOutputs: [{ data, artifactType: 'NodeOutput' }] });
const parent = (data: string) => ({ nodeOutputs: [{ data, sourceType: 'Manual' }] });

/** A node and a pipeline run of it. */
function begun(options: EmulatorOptions = {}, spec = flowSpec()) {
  const under = studioUnderTest(options);
  const id: string = under.create(spec).body.Id;
  const { body } = under.run(id);
  return { ...under, id, runId: body.Id as string };
}

test('basic mode: the build begins by itself, each other stage when it is asked to', () => {
  const { runId, stages, exec, later, pipeline, node, id } = begun();
  expect(runId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(stages(runId)).toEqual({ BUILD_PACKAGE: 'Running', PROD_CHECK: 'Init', PROD: 'Init' });
  expect(exec(runId, 'PROD_CHECK').status).toBe(400);
  later(100);
  expect(stages(runId)).toEqual({ BUILD_PACKAGE: 'Success', PROD_CHECK: 'Init', PROD: 'Init' });
  later(10_000);
  expect(exec(runId, 'PROD').status).toBe(400);
  expect(exec(runId, 'PROD_CHECK').body.Success).toBe(true);
  expect(exec(runId, 'PROD_CHECK').status).toBe(400);
  later(100);
  exec(runId, 'PROD');
  expect(node(id)).not.toHaveProperty('TaskId');
  expect(pipeline(runId).Status).toBe('Running');
  later(200);
  expect(pipeline(runId)).toMatchObject({
    Id: runId,
    Status: 'Success',
    Message: '',
    Stages: [{ Type: 'Build', Step: 1 }, { Type: 'Check' }, { Type: 'Deploy', Step: 3 }],
  });
  expect(String(node(id).TaskId)).toMatch(/^\d{12}$/);
  const over = exec(runId, 'PROD');
  expect(over).toMatchObject({ status: 400, body: { Message: '流水线不是正在运行' } });
});

test('the build lists its checks', () => {
  const { runId, pipeline, later } = begun();
  later(100);
  const { checkerList } = pipeline(runId).Stages[0].Detail;
  expect(checkerList.map(({ name }: { name: string }) => name)).toEqual([
    'BuildPackageChecker',
    'NodeParentDependency',
    'NodeInProcess',
  ]);
});

test.each([
  ['none', ['BUILD_PACKAGE', 'DEV_CHECK', 'DEV', 'PROD_CHECK', 'PROD']],
  ['waits', ['BUILD_PACKAGE', 'DEV_CHECK', 'DEV', 'APPROVAL', 'PROD_CHECK', 'PROD']],
] as const)('standard mode, approval %s', (approval, codes) => {
  const under = begun({ studio: { mode: 'standard', approval } });
  const { emulator, runId, stages, drive, pipeline, post, node, id } = under;
  expect(Object.keys(stages(runId))).toEqual(codes);
  if (approval === 'waits') {
    expect(drive(runId)).toBe('Running');
    const waiting = pipeline(runId).Stages.find(
      ({ Status }: { Status: string }) => Status === 'Running',
    );
    expect(waiting).toMatchObject({ Code: 'APPROVAL', Message: 'Waiting for approval.' });
    const dev = post('ListTasks', { ProjectId: PROJECT, ProjectEnv: 'Dev' }).body.PagingInfo;
    expect(dev.Tasks).toMatchObject([{ Name: 'orders_daily', ProjectEnv: 'Dev' }]);
    expect(node(id)).not.toHaveProperty('TaskId');
    expect(emulator.approve()).toBe(1);
    expect(emulator.approve()).toBe(0);
  }
  expect(drive(runId)).toBe('Success');
  const { Tasks } = post('ListTasks', { ProjectId: PROJECT }).body.PagingInfo;
  expect(Tasks).toMatchObject([{ Id: node(id).TaskId, ProjectEnv: 'Prod' }]);
});

describe('RunMode Auto', () => {
  test('drives the run to its end', () => {
    const { create, run, later, pipeline } = studioUnderTest();
    const id: string = create().body.Id;
    const { Id } = run(id, { RunMode: 'Auto' }).body;
    later(100 + 100 + 200);
    expect(pipeline(Id).Status).toBe('Success');
  });

  test('stops after the named stage, which is carried out', () => {
    const { create, run, later, stages } = studioUnderTest();
    const id: string = create().body.Id;
    const { Id } = run(id, { RunMode: 'Auto', AutoRunUntilStage: 'PROD_CHECK' }).body;
    later(10_000);
    expect(stages(Id)).toMatchObject({ PROD_CHECK: 'Success', PROD: 'Init' });
    expect(run(id, { RunMode: 'Auto', AutoRunUntilStage: 'NONE' }).status).toBe(400);
  });
});

test('a check that fails ends the run with its words', () => {
  const { emulator, runId, drive, pipeline, post } = begun();
  emulator.plans.add({ of: 'stage', stage: 'PROD_CHECK', does: 'fail', message: '检查失败' });
  expect(drive(runId)).toBe('Fail');
  expect(pipeline(runId)).toMatchObject({
    Message: '检查失败',
    Stages: [{ Status: 'Success' }, { Status: 'Fail', Message: '检查失败' }, { Status: 'Init' }],
  });
  expect(post('ListTasks', { ProjectId: PROJECT }).body.PagingInfo.Tasks).toEqual([]);
});

test('a stage that waits, and one whose start is refused', () => {
  const { emulator, runId, drive, later, exec, stages } = begun();
  emulator.plans.add({ of: 'stage', stage: 'PROD_CHECK', does: 'wait', message: 'code review' });
  emulator.plans.add({ of: 'stage', stage: 'PROD', does: 'refuse', message: 'no right to deploy' });
  expect(drive(runId)).toBe('Running');
  expect(stages(runId)).toMatchObject({ PROD_CHECK: 'Running' });
  emulator.approve();
  later(0);
  expect(exec(runId, 'PROD')).toMatchObject({
    status: 400,
    body: { Message: 'no right to deploy' },
  });
  expect(drive(runId)).toBe('Success');
});

test('a parent that nobody puts out fails the build', () => {
  const { runId, drive, pipeline } = begun({}, flowSpec({ inputs: parent('demo_studio.none') }));
  expect(drive(runId)).toBe('Fail');
  expect(pipeline(runId).Message).toContain('NodeParentDependency');
  expect(pipeline(runId).Message).toContain('demo_studio.none');
});

test('an output that another task has fails the deployment to production', () => {
  const { create, run, drive, published, pipeline } = studioUnderTest();
  published(flowSpec({ outputs: output('demo_studio.orders') }));
  const spec = flowSpec({ name: 'other', outputs: output('demo_studio.orders') });
  const { Id } = run(create(spec).body.Id).body;
  expect(drive(Id)).toBe('Fail');
  expect(pipeline(Id).Stages[2]).toMatchObject({
    Code: 'PROD',
    Status: 'Fail',
    Message: expect.stringContaining('can not exported multiple nodes into the same output'),
  });
});

test.each([
  ['build-fails', 'Fail'],
  ['runs', 'Success'],
] as const)('a second run of the same node: %s', (secondRun, expected) => {
  const { id, run, drive, pipeline } = begun({ studio: { secondRun } });
  const { Id } = run(id).body;
  expect(drive(Id)).toBe(expected);
  if (expected === 'Fail') expect(pipeline(Id).Message).toContain('NodeInProcess');
});

test.each(['Termination', 'Cancel'] as const)('an abolished run is %s', (abolished) => {
  const { runId, post, pipeline, exec, run, id, drive } = begun({ studio: { abolished } });
  const named = { Id: runId, ProjectId: PROJECT };
  expect(post('AbolishPipelineRun', named).body.Success).toBe(true);
  expect(pipeline(runId).Status).toBe(abolished);
  expect(exec(runId, 'PROD_CHECK').status).toBe(400);
  expect(post('AbolishPipelineRun', named).status).toBe(400);
  expect(drive(run(id).body.Id)).toBe('Success');
});

test('ListPipelineRuns finds the run by its object, late where that is asked for', () => {
  const { id, runId, ask, later, pipeline } = begun({ studio: { lateVisibilityMs: 3000 } });
  const found = (query: Record<string, string>) =>
    ask('ListPipelineRuns', { ProjectId: PROJECT, ...query }).body.PagingInfo.PipelineRuns;
  expect(found({ ObjectId: id })).toEqual([]);
  expect(pipeline(runId).Id).toBe(runId);
  later(3000);
  expect(found({ ObjectId: id })).toEqual([pipeline(runId)]);
  expect(found({ ObjectId: '8' })).toEqual([]);
  expect(found({ Status: 'Success' })).toEqual([]);
  const { PipelineRunItems } = ask('ListPipelineRunItems', {
    ProjectId: PROJECT,
    PipelineRunId: runId,
  }).body.PagingInfo;
  expect(PipelineRunItems).toMatchObject([{ Id: id, Name: 'orders_daily', Status: 'Running' }]);
});

test('a node inside a workflow is not published alone, the workflow is', () => {
  const { create, run, drive, node } = studioUnderTest();
  const ContainerId = '8500000000000000001';
  const id: string = create(flowSpec(), { ContainerId }).body.Id;
  expect(run(id)).toMatchObject({
    status: 400,
    body: { Code: '5801489541076353033', Message: `未找到发布对象: [[${id}]]` },
  });
  expect(drive(run(ContainerId).body.Id)).toBe('Success');
  expect(node(id).TaskId).toBeDefined();
});

describe('taking offline', () => {
  test('comes before deleting', () => {
    const { published, post, run, drive, stages, node } = studioUnderTest();
    const { id } = published();
    const named = { Id: id, ProjectId: PROJECT };
    expect(post('DeleteNode', named).status).toBe(400);
    const { Id } = run(id, { Type: 'Offline' }).body;
    expect(Object.keys(stages(Id))).toEqual(['OfflineCheck', 'PROD_CHECK', 'PROD']);
    expect(drive(Id)).toBe('Success');
    expect(node(id)).not.toHaveProperty('TaskId');
    expect(post('ListTasks', { ProjectId: PROJECT }).body.PagingInfo.Tasks).toEqual([]);
    expect(post('DeleteNode', named).body.Success).toBe(true);
  });

  test('fails while another task depends on it, and is refused for a draft', () => {
    const { published, run, drive, pipeline, create } = studioUnderTest();
    const { id } = published();
    published(flowSpec({ name: 'child', inputs: parent(id) }));
    const { Id } = run(id, { Type: 'Offline' }).body;
    expect(drive(Id)).toBe('Fail');
    expect(pipeline(Id).Message).toContain('child');
    const draft: string = create(flowSpec({ name: 'draft' })).body.Id;
    expect(run(draft, { Type: 'Offline' }).status).toBe(400);
  });

  test('in standard mode reaches both environments', () => {
    const { published, run, drive, post } = studioUnderTest({ studio: { mode: 'standard' } });
    const { id } = published();
    expect(drive(run(id, { Type: 'Offline' }).body.Id)).toBe('Success');
    for (const ProjectEnv of ['Dev', 'Prod']) {
      const { Tasks } = post('ListTasks', { ProjectId: PROJECT, ProjectEnv }).body.PagingInfo;
      expect(Tasks).toEqual([]);
    }
  });
});

test('what is published is the draft at the time of the run, and keeps its task', () => {
  const { published, post, run, drive, ask, later } = studioUnderTest();
  const { id, taskId } = published();
  const { Id } = run(id).body;
  later(1);
  const Spec = flowSpec({ description: 'changed later' });
  post('UpdateNode', { Id: id, ProjectId: PROJECT, Spec });
  drive(Id);
  const description = () => ask('GetTask', { Id: taskId }).body.Task.Description;
  expect(description()).toBe('');
  drive(run(id).body.Id);
  expect(description()).toBe('changed later');
});
