import { createCall, emulatorUnderTest } from './emulator-under-test';
import { DURATIONS } from './batch-life';

const TASK_PARAM = JSON.stringify({
  type: 'realtime',
  version: '1.0',
  setting: { resourceGroup: 'S_res_group_demo_1', taskType: 'oneclick_to_odps' },
  steps: [
    { stepType: 'mysql', name: 'Reader', category: 'reader', parameter: {} },
    { stepType: 'odps', name: 'Writer', category: 'writer', parameter: { datasource: 'odps' } },
  ],
});

/** An emulator with one task of `TaskType`, FileId 1000001. */
function task(TaskType: string) {
  const under = emulatorUnderTest({ durations: DURATIONS });
  under.call(createCall({ TaskType }));
  const di = (action: string, query: Record<string, string> = {}) =>
    under.call({
      action,
      query: { ProjectId: '10000', FileId: '1000001', TaskType, ...query },
    }).body;
  const status = () => di('GetDISyncInstanceInfo').Data.Status;
  return { ...under, di, status };
}

const failed = { Success: false, Data: { Status: 'fail' } };

describe('a real-time task', () => {
  test('is deployed, started, stopped, started again and terminated', () => {
    const { di, status, emulator } = task('DI_REALTIME');
    expect(di('GetDISyncInstanceInfo')).toMatchObject(failed);
    expect(di('StartDISyncInstance')).toMatchObject(failed);
    expect(di('DeployDISyncTask')).toMatchObject({ Success: true, Data: { Status: 'success' } });
    expect(status()).toBe('NORUN');
    expect(di('StartDISyncInstance', { StartParam: '{"errorLimit":{"record":0}}' }).Success).toBe(
      true,
    );
    expect(status()).toBe('WAIT');
    emulator.clock.advance(299);
    expect(status()).toBe('WAIT');
    emulator.clock.advance(1);
    expect(status()).toBe('RUN');
    expect(di('StopDISyncInstance').Success).toBe(true);
    expect(status()).toBe('KILLING');
    emulator.clock.advance(50);
    expect(status()).toBe('PAUSE');
    di('StartDISyncInstance');
    emulator.clock.advance(300);
    expect(status()).toBe('RUN');
    expect(di('TerminateDISyncInstance').Success).toBe(true);
    expect(di('GetDISyncInstanceInfo')).toMatchObject(failed);
  });

  test('says no to what its state does not allow', () => {
    const { di, emulator } = task('DI_REALTIME');
    di('DeployDISyncTask');
    expect(di('StopDISyncInstance')).toMatchObject(failed);
    expect(di('StartDISyncInstance', { StartParam: 'soon' }).Code).toBe('Invalid.DI.Parameter');
    di('StartDISyncInstance');
    expect(di('StartDISyncInstance')).toMatchObject(failed);
    expect(di('DeleteDISyncTask')).toMatchObject(failed);
    emulator.clock.advance(300);
    di('StopDISyncInstance');
    emulator.clock.advance(50);
    expect(di('DeleteDISyncTask')).toMatchObject({ Success: true });
    expect(di('GetDISyncTask').Data.Message).toBe('fileId[1000001] is invalid');
  });

  test('whose start fails as planned is not running, and says why', () => {
    const { di, emulator } = task('DI_REALTIME');
    emulator.plans.add({ of: 'start', message: 'no resources' });
    di('DeployDISyncTask');
    di('StartDISyncInstance');
    expect(di('GetDISyncInstanceInfo').Data).toMatchObject({ Status: 'WAIT' });
    emulator.clock.advance(300);
    expect(di('GetDISyncInstanceInfo').Data).toMatchObject({
      Status: 'NORUN',
      Message: 'no resources',
    });
  });

  test('is read with its script', () => {
    const { di } = task('DI_REALTIME');
    expect(di('GetDISyncTask').Data).toMatchObject({
      Status: 'success',
      Code: createCall().body!['TaskContent'],
    });
  });
});

describe('a solution', () => {
  test('goes through its steps', () => {
    const { di, emulator } = task('DI_SOLUTION');
    const seen = () => {
      const { Status, SolutionInfo } = di('GetDISyncInstanceInfo').Data;
      const steps = SolutionInfo.StepDetail.map((step: { Status: string }) => step.Status);
      return [Status, SolutionInfo.Status, ...steps];
    };
    di('DeployDISyncTask');
    expect(seen()).toEqual(['success', 'init', 'init', 'init', 'init']);
    di('StartDISyncInstance');
    expect(seen()).toEqual(['success', 'run', 'run', 'init', 'init']);
    emulator.clock.advance(100);
    expect(seen()).toEqual(['success', 'run', 'success', 'run', 'init']);
    emulator.clock.advance(200);
    expect(seen()).toEqual(['success', 'success', 'success', 'success', 'success']);
  });

  test('fails in its last step as planned', () => {
    const { di, emulator } = task('DI_SOLUTION');
    emulator.plans.add({ of: 'start' });
    di('DeployDISyncTask');
    di('StartDISyncInstance');
    emulator.clock.advance(300);
    const { Data } = di('GetDISyncInstanceInfo');
    expect(Data).toMatchObject({ Status: 'fail', SolutionInfo: { Status: 'fail' } });
    expect(Data.SolutionInfo.StepDetail[2].Status).toBe('fail');
  });

  test('is read with its details', () => {
    const { di } = task('DI_SOLUTION');
    expect(di('GetDISyncTask').Data.SolutionDetail).toMatchObject({
      Id: 1000001,
      Name: 'orders_daily',
      ProcessContent: createCall().body!['TaskContent'],
    });
  });
});

test.each([
  ['GetDISyncTask', ['DI_OFFLINE']],
  ['DeployDISyncTask', ['DI_OFFLINE']],
  ['StartDISyncInstance', ['DI_OFFLINE']],
  ['GetDISyncInstanceInfo', ['DI_OFFLINE']],
  ['DeleteDISyncTask', ['DI_OFFLINE', 'DI_SOLUTION']],
  ['StopDISyncInstance', ['DI_OFFLINE', 'DI_SOLUTION']],
  ['TerminateDISyncInstance', ['DI_OFFLINE', 'DI_SOLUTION']],
])('%s refuses %j', (action, types) => {
  for (const type of types) {
    const { call } = task(type);
    const query = { ProjectId: '10000', FileId: '1000001', TaskType: type };
    expect(call({ action, query })).toMatchObject({
      status: 400,
      body: { Code: 'Invalid.DI.Parameter' },
    });
  }
});

describe('the generation of a script', () => {
  const generate = (query: Record<string, string> = {}) => ({
    action: 'GenerateDISyncTaskConfigForCreating',
    query: { ProjectId: '10000', TaskType: 'DI_REALTIME', TaskParam: TASK_PARAM, ...query },
  });
  const result = (id: unknown, TaskType = 'DI_REALTIME') => ({
    action: 'QueryDISyncTaskConfigProcessResult',
    query: { ProjectId: '10000', TaskType, AsyncProcessId: String(id) },
  });

  test('is pending without a script, then gives one that a task can be created from', () => {
    const { call, emulator } = emulatorUnderTest({ durations: DURATIONS });
    const { ProcessId } = call(generate()).body.Data;
    const pending = call(result(ProcessId)).body;
    expect(pending).toMatchObject({ Success: true, Data: { TaskContent: '' } });
    emulator.clock.advance(400);
    const { TaskContent } = call(result(ProcessId)).body.Data;
    expect(JSON.parse(TaskContent)).toMatchObject({ type: 'realtime' });
    const created = call(createCall({ TaskType: 'DI_REALTIME' }, { TaskContent }));
    expect(created.body.Success).toBe(true);
  });

  test('is done once per ClientToken', () => {
    const { call } = emulatorUnderTest();
    const first = call(generate({ ClientToken: 'token' })).body.Data;
    expect(call(generate({ ClientToken: 'token' })).body.Data).toEqual(first);
    expect(call(generate()).body.Data.ProcessId).not.toBe(first.ProcessId);
    // The same token in another operation is another token.
    expect(call(createCall({ ClientToken: 'token' })).body.Data.FileId).toBe(1000001);
  });

  test('fails or lasts as planned', () => {
    const { call, emulator } = emulatorUnderTest({ durations: DURATIONS });
    emulator.plans.add({ of: 'generation', fails: true, message: 'no such table', ms: 5000 });
    const { ProcessId } = call(generate()).body.Data;
    emulator.clock.advance(4999);
    expect(call(result(ProcessId)).body.Success).toBe(true);
    emulator.clock.advance(1);
    expect(call(result(ProcessId)).body).toMatchObject({
      Success: false,
      Data: { Status: 'fail', Message: 'no such table' },
    });
  });

  test.each([
    ['DI_OFFLINE', { TaskType: 'DI_OFFLINE' }],
    ['a TaskParam that is not JSON', { TaskParam: 'x' }],
    ['another source', { TaskParam: TASK_PARAM.replace('mysql', 'oracle') }],
    ['another target', { TaskParam: TASK_PARAM.replace('"odps"', '"oss"') }],
    ['no steps', { TaskParam: '{}' }],
  ])('refuses %s', (_name, query) => {
    const { call } = emulatorUnderTest();
    expect(call(generate(query as Record<string, string>)).body.Code).toBe('Invalid.DI.Parameter');
  });

  test('is found by its own type and id only', () => {
    const { call } = emulatorUnderTest();
    const { ProcessId } = call(generate()).body.Data;
    expect(call(result(ProcessId, 'DI_SOLUTION')).body).toMatchObject(failed);
    expect(call(result(5)).body).toMatchObject(failed);
  });

  test('for updating gives the only script that a real-time task can be updated with', () => {
    const { di, call, emulator } = task('DI_REALTIME');
    const query = { TaskParam: TASK_PARAM, TaskId: '1000001' };
    call(createCall({ TaskType: 'DI_REALTIME', TaskName: 'another' }));
    const { ProcessId } = di('GenerateDISyncTaskConfigForUpdating', query).Data;
    const TaskContent = emulator.state.generations.get(BigInt(ProcessId))!.content;
    expect(di('UpdateDISyncTask', { TaskContent }).Code).toBe('Invalid.DI.Parameter');
    emulator.clock.advance(400);
    expect(call(result(ProcessId)).body.Data.TaskContent).toBe(TaskContent);
    expect(di('UpdateDISyncTask', { TaskContent, FileId: '1000002' }).Code).toBe(
      'Invalid.DI.Parameter',
    );
    expect(di('UpdateDISyncTask', { TaskContent: '{}' }).Code).toBe('Invalid.DI.Parameter');
    expect(di('UpdateDISyncTask', { TaskContent }).Success).toBe(true);
    expect(di('GetDISyncTask').Data.Code).toBe(TaskContent);
    const other = { ...query, TaskId: '7' };
    expect(di('GenerateDISyncTaskConfigForUpdating', other)).toMatchObject(failed);
  });

  test('for updating needs only the steps that change, and keeps the others', () => {
    const { di, emulator } = task('DI_REALTIME');
    const parameter = { connection: [{ table: ['xyx'] }] };
    const generateFor = (TaskParam: object) =>
      di('GenerateDISyncTaskConfigForUpdating', {
        TaskId: '1000001',
        TaskParam: JSON.stringify(TaskParam),
      });
    const { ProcessId } = generateFor({
      steps: [{ parameter, name: 'Reader', category: 'reader' }],
    }).Data;
    const { steps } = JSON.parse(emulator.state.generations.get(BigInt(ProcessId))!.content);
    expect(steps).toMatchObject([
      { stepType: 'mysql', parameter: { datasource: 'mysql_pub', ...parameter } },
      { stepType: 'odps', parameter: { datasource: 'odps_source' } },
    ]);
    for (const TaskParam of [{}, { steps: [{ category: 'other', parameter }] }]) {
      expect(generateFor(TaskParam).Code).toBe('Invalid.DI.Parameter');
    }
  });
});
