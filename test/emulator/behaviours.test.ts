import { asBehaviours, BEHAVIOURS } from '../../emulator/behaviours';
import { batchTask, DATES, deployedTask } from './batch-life';
import {
  createCall,
  emulatorUnderTest,
  SCRIPT,
  STORED_SCRIPT,
  FOLDER,
} from './emulator-under-test';

describe('the script of a batch task', () => {
  const contentOf = (file: ReturnType<typeof batchTask>['file']) =>
    file('GetFile').Data.File.Content as string;
  const update = (task: ReturnType<typeof batchTask>, query: Record<string, string>) =>
    task.call({
      action: 'UpdateDISyncTask',
      query: { ProjectId: '10000', FileId: '1000001', TaskType: 'DI_OFFLINE', ...query },
    });

  test.each([
    ['extended', STORED_SCRIPT],
    ['asSent', SCRIPT],
  ] as const)('is stored %s, everywhere', (storedScript, stored) => {
    const task = batchTask({ storedScript });
    task.submitted();
    expect(contentOf(task.file)).toBe(stored);
    expect(task.file('ListFiles', { FileId: '', NeedContent: 'true' }).Data.Files[0].Content).toBe(
      stored,
    );
    expect(task.file('ListFileVersions').Data.FileVersions[0].FileContent).toBe(stored);
    update(task, { TaskContent: SCRIPT.replace('2.0', '1.0') });
    expect(contentOf(task.file)).toBe(stored.replace('2.0', '1.0'));
  });

  test('has no group where none was given, and gets it later without another script', () => {
    const task = batchTask();
    const TaskParam = JSON.stringify({ FileFolderPath: FOLDER });
    task.call(createCall({ TaskName: 'without', TaskParam }));
    const FileId = '1000002';
    const extend = () => JSON.parse(task.file('GetFile', { FileId }).Data.File.Content).extend;
    expect(extend()).toEqual({ mode: 'code' });
    update(task, { FileId, TaskParam: '{"ResourceGroup":"S_res_group_demo_1"}' });
    expect(extend()).toEqual({ mode: 'code', resourceGroup: 'S_res_group_demo_1' });
  });

  test('keeps every digit, and what its own `extend` says besides', () => {
    const { call, file } = batchTask();
    const sent = SCRIPT.replace('{"type"', '{"big":12345678901234567890,"type"');
    call(createCall({ TaskName: 'exact' }, { TaskContent: sent }));
    const content = file('GetFile', { FileId: '1000002' }).Data.File.Content;
    expect(content).toContain('12345678901234567890');
    const own = SCRIPT.replace(/}$/, ',"extend":{"mode":"wizard","formatType":"datax"}}');
    call(createCall({ TaskName: 'own' }, { TaskContent: own }));
    expect(JSON.parse(file('GetFile', { FileId: '1000003' }).Data.File.Content).extend).toEqual({
      mode: 'code',
      formatType: 'datax',
      resourceGroup: 'S_res_group_demo_1',
    });
  });

  test('of a real-time task is left alone', () => {
    const { call, emulator } = emulatorUnderTest();
    call(createCall({ TaskType: 'DI_REALTIME' }));
    expect(emulator.state.files.get(1000001n)!.content).toBe(SCRIPT);
  });

  test.each([
    ['asSent', SCRIPT.replace('2.0', '1.0')],
    ['keepsExtend', STORED_SCRIPT.replace('2.0', '1.0')],
  ] as const)('is replaced by UpdateFile: %s', (replacedContent, stored) => {
    const { file } = batchTask({ replacedContent });
    file('UpdateFile', { Content: SCRIPT.replace('2.0', '1.0') });
    expect(contentOf(file)).toBe(stored);
    file('UpdateFile', { Content: '{"extend":{"mode":"wizard"}}' });
    expect(contentOf(file)).toBe('{"extend":{"mode":"wizard"}}');
    file('UpdateFile', { Content: 'select 1;' });
    expect(contentOf(file)).toBe('select 1;');
  });
});

test.each([
  ['empty', { Success: true, Data: {} }],
  ['refusal', { Success: false, ErrorCode: 'Invalid.File.NotExist' }],
] as const)('GetFile of a file that is not there: %s', (missingFile, expected) => {
  const { file } = batchTask({ missingFile });
  const missing: Record<string, string>[] = [
    { FileId: '7' },
    { FileId: '', NodeId: '7' },
    { ProjectId: '10001' },
  ];
  for (const body of missing) {
    const reply = file('GetFile', body);
    expect(reply).toMatchObject(expected);
    expect(reply.Data?.File).toBeUndefined();
  }
  expect(file('GetFile', { FileId: '' }).ErrorCode).toBe('Invalid.Parameter');
});

describe('UpdateFile of a value that the file has', () => {
  const same: [string, string][] = [
    ['FileName', 'orders_daily'],
    ['FileFolderPath', 'Business Flow/demo/Data Integration/'],
    ['Content', STORED_SCRIPT],
    ['Owner', '2000000000000001'],
    ['AutoParsing', 'true'],
    ['CronExpress', '00 23 00 * * ?'],
    ['CycleType', 'DAY'],
    ['ParaValue', 'bizdate=$bizdate'],
    ['Stop', 'false'],
    ['AutoRerunTimes', '0'],
    ['InputList', 'demo_workspace_root'],
    ['OutputList', 'demo_workspace.1000001_out'],
    ['ResourceGroupIdentifier', 'S_res_group_demo_scheduling'],
    ['ApplyScheduleImmediately', 'false'],
  ];

  test.each(same)('is refused: %s, also beside one that differs', (name, value) => {
    const { file, schedule } = batchTask();
    schedule();
    const before = file('GetFile').Data;
    for (const others of [{}, { Timeout: '4' }]) {
      expect(file('UpdateFile', { ...(others as object), [name]: value })).toMatchObject({
        ErrorCode: 'Invalid.Parameter',
        ErrorMessage: expect.stringMatching(`^invalid data: ${name}`),
      });
    }
    expect(file('GetFile').Data).toEqual(before);
  });

  test.each(same)('is accepted where that is chosen: %s', (name, value) => {
    const { file, schedule } = batchTask({ unchangedValues: 'accepted' });
    schedule();
    expect(file('UpdateFile', { [name]: value }).Success).toBe(true);
  });

  test('is no question without a value', () => {
    const { file } = batchTask();
    expect(file('UpdateFile').Success).toBe(true);
  });
});

test.each(BEHAVIOURS.cancelledVersion)('a version whose check failed is %s', (cancelledVersion) => {
  const { file, schedule, emulator } = batchTask({ cancelledVersion });
  schedule();
  emulator.plans.add({ of: 'submit', fails: 'check' });
  file('SubmitFile');
  emulator.clock.advance(300);
  expect(file('ListFileVersions').Data.FileVersions[0].Status).toBe(cancelledVersion);
});

describe('an input', () => {
  test('is known once its task is submitted', () => {
    const { file, schedule, submitted, call } = batchTask();
    call(createCall({ TaskName: 'child' }));
    const child = { FileId: '1000002' };
    schedule({ ...child, InputList: 'demo_workspace.1000001_out' });
    expect(file('SubmitFile', child).ErrorMessage).toContain('demo_workspace.1000001_out');
    expect(file('ListFileVersions', child).Data.TotalCount).toBe(0);
    submitted();
    expect(file('SubmitFile', child).Success).toBe(true);
  });

  test('that nobody puts out can fail the check instead', () => {
    const { file, schedule, deployment, emulator } = batchTask({ unknownParent: 'inCheck' });
    schedule({ InputList: 'nobody_out' });
    const id = file('SubmitFile').Data;
    emulator.clock.advance(300);
    expect(deployment(id).Data.Deployment).toMatchObject({
      CheckingStatus: 7,
      ErrorMessage: 'The parent node output nobody_out does not exist.',
    });
  });
});

test.each([
  ['bizdate', 'bizdate=$bizdate'],
  ['empty', ''],
] as const)('a new file has parameters: %s', (initialParaValue, ParaValue) => {
  const { file, call } = batchTask({ initialParaValue });
  const body = { ProjectId: '10000', FileName: 'x', FileType: '23', FileFolderPath: FOLDER };
  call({ action: 'CreateFile', body });
  for (const FileId of ['1000001', '1000002']) {
    expect(file('GetFile', { FileId }).Data.NodeConfiguration.ParaValue).toBe(ParaValue);
  }
});

test.each([
  ['made', [{ Output: 'demo_workspace.1000001_out', RefTableName: '' }], true],
  ['none', [], false],
] as const)('a new file has outputs: %s', (initialOutputs, OutputList, canBeSubmitted) => {
  const { file, schedule } = batchTask({ initialOutputs });
  expect(file('GetFile').Data.NodeConfiguration.OutputList).toEqual(OutputList);
  schedule();
  expect(file('SubmitFile').Success).toBe(canBeSubmitted);
  file('UpdateFile', { OutputList: 'mine_out' });
  if (!canBeSubmitted) expect(file('SubmitFile').Success).toBe(true);
});

describe('an instance', () => {
  const ID = 310000000000001;

  test.each([
    ['later', 'RUNNING'],
    ['atOnce', 'FAILURE'],
  ] as const)('that is stopped fails %s', (stoppedInstance, status) => {
    const { backfill, instance, statuses, emulator } = deployedTask({ stoppedInstance });
    backfill();
    // 10 ms before its end: the stop comes first all the same.
    emulator.clock.advance(1000);
    expect(instance('StopInstance', ID).Data).toBe(true);
    expect(statuses()).toEqual([status]);
    emulator.clock.advance(39);
    expect(statuses()).toEqual([status]);
    emulator.clock.advance(1);
    expect(statuses()).toEqual(['FAILURE']);
  });

  test('that is checked after its run can be stopped and be set to successful', () => {
    for (const [action, end] of [
      ['StopInstance', 'FAILURE'],
      ['SetSuccessInstance', 'SUCCESS'],
    ] as const) {
      const { backfill, instance, statuses, emulator } = deployedTask();
      emulator.plans.add({ of: 'run', checkingMs: 500 });
      backfill();
      emulator.clock.advance(1010);
      expect(statuses()).toEqual(['CHECKING']);
      expect(instance(action, ID).Data).toBe(true);
      emulator.clock.advance(40);
      expect(statuses()).toEqual([end]);
    }
    const { backfill, statuses, emulator } = deployedTask();
    emulator.plans.add({ of: 'run', checkingMs: 500 });
    backfill();
    emulator.clock.advance(1510);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test.each([
    ['remaining', 3],
    ['attempts', 1],
  ] as const)('TaskRerunTime counts what is %s', (taskRerunTime, expected) => {
    const { file, deployed, backfill, instance, emulator } = deployedTask({ taskRerunTime });
    file('UpdateFile', { AutoRerunTimes: '3' });
    deployed();
    backfill();
    emulator.clock.advance(1010);
    instance('RestartInstance', ID);
    expect(instance('GetInstance', ID).Data.TaskRerunTime).toBe(expected);
  });
});

describe('new things are missing from lists for a while', () => {
  test('files and versions', () => {
    const { file, schedule, emulator } = batchTask({ visibleAfterMs: { files: 50, versions: 70 } });
    const count = (action: string, body = {}) => file(action, body).Data.TotalCount;
    schedule();
    file('SubmitFile');
    expect([count('ListFiles', { FileId: '' }), count('ListFileVersions')]).toEqual([0, 0]);
    expect(file('GetFile').Data.File.FileName).toBe('orders_daily');
    emulator.clock.advance(50);
    expect([count('ListFiles', { FileId: '' }), count('ListFileVersions')]).toEqual([1, 0]);
    emulator.clock.advance(20);
    expect(count('ListFileVersions')).toBe(1);
  });

  test('instances', () => {
    const { backfill, instances, dag, emulator } = deployedTask({
      visibleAfterMs: { instances: 30 },
    });
    const { Data } = backfill({ EndBizDate: DATES[1]! });
    expect(dag(Data[0]).Success).toBe(true);
    expect(instances().Data.TotalCount).toBe(0);
    emulator.clock.advance(30);
    expect(instances().Data.TotalCount).toBe(2);
  });
});

describe('a call too many in one second', () => {
  const throttledBy = (options: object) => {
    const under = emulatorUnderTest({ quota: { readsPerSecond: 1 }, ...options });
    under.call({ action: 'ListProjects' });
    return under.call({ action: 'ListProjects' });
  };

  test.each([
    ['9990020002', 400, /Throttling\.User/],
    ['9990040003', 400, /Throttling\.Resource/],
    ['Rejected.Throttling', 400, /throttling/],
    ['Throttling', 400, /throttling/],
    ['Throttling.User', 429, /flow control/],
  ] as const)('gets %s under %i', (throttling, status, message) => {
    expect(throttledBy({ throttling })).toMatchObject({
      status,
      headers: { 'x-acs-retry-after': '1000' },
      body: { Code: throttling, Message: expect.stringMatching(message) },
    });
  });

  test.each([
    ['x-acs-retry-after', { 'x-acs-retry-after': '1000' }],
    ['x-ratelimit-user-api', { 'x-ratelimit-user-api': 'Limit:1,Remain:0,TimeLeft:1000' }],
    ['none', {}],
  ] as const)('is told how long to wait: %s', (throttlingHeader, expected) => {
    const { headers } = throttledBy({ throttlingHeader });
    const waiting = Object.entries(headers).filter(([name]) => /retry|limit/.test(name));
    expect(Object.fromEntries(waiting)).toEqual(expected);
  });

  test.each(BEHAVIOURS.throttling)('can be had as a fault too: %s', (code) => {
    const { call, emulator } = emulatorUnderTest();
    emulator.faults.add({ kind: 'throttle', code, retryAfterMs: 5 });
    expect(call({ action: 'ListProjects' })).toMatchObject({
      status: code === 'Throttling.User' ? 429 : 400,
      headers: { 'x-acs-retry-after': '5' },
      body: { Code: code },
    });
  });
});

test('behaviours from outside are checked', () => {
  expect(asBehaviours({ refusals: 'body' })).toEqual({ refusals: 'body' });
  expect(() => asBehaviours({ refusals: 'loud' })).toThrow('refusals is one of gateway, body.');
  expect(() => asBehaviours({ mood: 'good' })).toThrow('Unknown behaviour "mood".');
});
