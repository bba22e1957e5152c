import { checkCron } from '../../emulator/operations/cron-rules';
import { batchTask } from './batch-life';
import { FOLDER, SCRIPT } from './emulator-under-test';

describe('UpdateFile', () => {
  test('keeps every scheduling property and gives it back', () => {
    const { file } = batchTask();
    const changed = {
      CronExpress: '00 30 02 * * ?',
      CycleType: 'NOT_DAY',
      SchedulerType: 'PAUSE',
      Stop: 'true',
      ParaValue: 'bizdate=$bizdate a=1',
      RerunMode: 'FAILURE_ALLOWED',
      AutoRerunTimes: '3',
      AutoRerunIntervalMillis: '180000',
      DependentType: 'USER_DEFINE',
      DependentNodeIdList: '5,6',
      InputList: 'demo_workspace_root, other_out',
      OutputList: 'a_out',
      InputParameters: '[{"ParameterName":"in"}]',
      OutputParameters: '[{"ParameterName":"out"}]',
      ResourceGroupIdentifier: 'S_res_group_demo_1',
      StartEffectDate: '1700000000000',
      EndEffectDate: '1800000000000',
      StartImmediately: 'true',
      Timeout: '4',
      ImageId: 'image-1',
      ApplyScheduleImmediately: 'true',
      IgnoreParentSkipRunningProperty: 'true',
    };
    expect(file('UpdateFile', changed)).toMatchObject({ Success: true, HttpStatusCode: 200 });
    expect(file('GetFile').Data.NodeConfiguration).toEqual({
      ...changed,
      Stop: true,
      AutoRerunTimes: 3,
      AutoRerunIntervalMillis: 180_000,
      InputList: [
        { Input: 'demo_workspace_root', ParseType: 'MANUAL' },
        { Input: 'other_out', ParseType: 'MANUAL' },
      ],
      OutputList: [{ Output: 'a_out', RefTableName: '' }],
      InputParameters: [{ ParameterName: 'in' }],
      OutputParameters: [{ ParameterName: 'out' }],
      ResourceGroupIdentifier: undefined,
      ResourceGroupId: 400001,
      StartEffectDate: 1_700_000_000_000,
      EndEffectDate: 1_800_000_000_000,
      StartImmediately: true,
      Timeout: 4,
    });
  });

  test('changes name, folder, script, owner and attributes, and leaves the rest', () => {
    const { file, call } = batchTask();
    const body = { ProjectId: '10000', FolderPath: `${FOLDER}/daily` };
    expect(call({ action: 'CreateFolder', body }).body).toMatchObject({ Success: true });
    const before = file('GetFile').Data;
    file('UpdateFile', {
      FileName: 'renamed',
      FileFolderPath: `${FOLDER}/daily/`,
      Content: '{}',
      Owner: '77',
      FileDescription: 'nightly',
      AdvancedSettings: '{"queue":"q"}',
      AutoParsing: 'false',
    });
    const after = file('GetFile').Data;
    expect(after.File).toMatchObject({
      FileName: 'renamed',
      Content: '{}',
      Owner: '77',
      FileDescription: 'nightly',
      AdvancedSettings: '{"queue":"q"}',
      AutoParsing: false,
    });
    expect(after.NodeConfiguration).toEqual(before.NodeConfiguration);
  });

  test.each([
    ['CycleType', 'WEEK'],
    ['DependentType', 'ALL'],
    ['RerunMode', 'SOMETIMES'],
    ['SchedulerType', 'OFF'],
    ['AutoRerunTimes', '11'],
    ['AutoRerunIntervalMillis', '1800001'],
    ['ResourceGroupIdentifier', 'S_res_group_other'],
    ['CronExpress', '0 0 * * *'],
    ['InputParameters', '{}'],
    ['OutputParameters', '"x"'],
  ])('refuses %s %s and changes nothing', (name, value) => {
    const { file } = batchTask();
    const before = file('GetFile').Data;
    expect(file('UpdateFile', { ParaValue: 'a=1', [name]: value })).toMatchObject({
      Success: false,
      ErrorCode: 'Invalid.Parameter',
      ErrorMessage: expect.stringContaining(name),
    });
    expect(file('GetFile').Data).toEqual(before);
  });

  test('refuses a taken name and an unknown folder', () => {
    const { file, call } = batchTask();
    const other = { ProjectId: '10000', FileName: 'taken', FileType: '23', FileFolderPath: FOLDER };
    expect(call({ action: 'CreateFile', body: other }).body.Data).toBe(1000002);
    expect(file('UpdateFile', { FileName: 'taken' }).ErrorCode).toBe('Invalid.File.Existed');
    expect(file('UpdateFile', { FileFolderPath: 'x' }).ErrorCode).toBe('Invalid.File.FolderPath');
  });
});

test.each([
  ['00 05 00 * * ?', undefined],
  ['00 00 02 * * ?', undefined],
  ['00 00/5 * * * ?', undefined],
  ['00 */30 00-23 * * ?', undefined],
  ['00 00 00-23/2 * * ?', undefined],
  ['00 04 00 * * ?', 'it runs before 00:05'],
  ['00 00/4 * * * ?', 'it runs more often than every 5 minutes'],
  ['00 * * * * ?', 'it runs more often than every 5 minutes'],
  ['00 30 02 ? JAN-JUN MON,FRI', undefined],
  ['00 30 02 ? * 6#3', undefined],
  ['00 30 02 ? * MONDAY', 'it is not a cron expression of six fields'],
  ['00 30 MON ? * *', 'it is not a cron expression of six fields'],
  ['* * * * *', 'it is not a cron expression of six fields'],
  ['every day at noon please do', 'it is not a cron expression of six fields'],
])('cron %s: %s', (cron, fault) => {
  expect(checkCron(cron)).toBe(fault);
});

describe('CreateFile', () => {
  const make = (body: Record<string, string>) => {
    const { call, emulator } = batchTask();
    const sent = { ProjectId: '10000', FileName: 'made', FileType: '23', ...body };
    return { body: call({ action: 'CreateFile', body: sent }).body, emulator };
  };

  test('makes a batch file with its schedule', () => {
    const { body, emulator } = make({ FileFolderPath: FOLDER, Content: SCRIPT, ParaValue: 'a=1' });
    expect(body).toMatchObject({ Success: true, Data: 1000002 });
    expect(emulator.state.files.get(1000002n)).toMatchObject({
      taskType: 'DI_OFFLINE',
      content: SCRIPT,
      nodeConfiguration: { ParaValue: 'a=1' },
    });
  });

  test('makes missing folders only when asked, and only in a business flow', () => {
    const FileFolderPath = `${FOLDER}/new/deep`;
    const CreateFolderIfNotExists = 'true';
    expect(make({ FileFolderPath }).body.ErrorCode).toBe('Invalid.File.FolderPath');
    const { body, emulator } = make({ FileFolderPath, CreateFolderIfNotExists });
    expect(body.Success).toBe(true);
    expect([...emulator.state.workspaces.get(10000n)!.folders.keys()]).toEqual(
      expect.arrayContaining([`${FOLDER}/new`, FileFolderPath]),
    );
    expect(make({ FileFolderPath: 'Elsewhere/a/b', CreateFolderIfNotExists }).body.ErrorCode).toBe(
      'Invalid.Folder.Path',
    );
  });

  test('makes nothing when it refuses', () => {
    const { body, emulator } = make({ FileFolderPath: FOLDER, RerunMode: 'NO' });
    expect(body.ErrorCode).toBe('Invalid.Parameter');
    expect(emulator.state.files.size).toBe(1);
    expect(make({ FileFolderPath: FOLDER, FileName: 'orders_daily' }).body.ErrorCode).toBe(
      'Invalid.File.Existed',
    );
  });
});

test('CreateFolder refuses one that is there', () => {
  const { call } = batchTask();
  const body = { ProjectId: '10000', FolderPath: FOLDER };
  expect(call({ action: 'CreateFolder', body }).body.ErrorCode).toBe('Invalid.Folder.Existed');
});
