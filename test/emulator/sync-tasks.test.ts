import {
  createCall,
  emulatorUnderTest,
  FOLDER,
  SCRIPT,
  STORED_SCRIPT,
} from './emulator-under-test';

const param = (changes: Record<string, unknown>) => ({
  TaskParam: JSON.stringify({ FileFolderPath: FOLDER, ...changes }),
});

describe('CreateDISyncTask', () => {
  test('makes a task and gives its FileId', () => {
    const { call, emulator } = emulatorUnderTest();
    const { body } = call(createCall());
    expect(body).toEqual({
      RequestId: expect.any(String),
      Success: true,
      Data: { Status: 'success', FileId: 1000001 },
    });
    expect(emulator.state.files.get(1000001n)).toMatchObject({
      name: 'orders_daily',
      content: STORED_SCRIPT,
      folderPath: FOLDER,
      fileType: 23,
    });
  });

  test.each([
    ['content that is not JSON', {}, { TaskContent: '{' }],
    ['content that is a list', {}, { TaskContent: '[]' }],
    ['content of another type', {}, { TaskContent: '{"type":"flow","steps":[]}' }],
    ['content without a writer', {}, { TaskContent: SCRIPT.replace('"writer"', '"reader"') }],
    ['an unknown task type', { TaskType: 'DI_ONLINE' }, {}],
    ['no task name', { TaskName: '' }, {}],
    ['a blank task name', { TaskName: '  ' }, {}],
    ['no TaskParam', { TaskParam: '' }, {}],
    ['a TaskParam that is not JSON', { TaskParam: 'folder' }, {}],
    ['a folder that is no text', param({ FileFolderPath: 5 }), {}],
    ['an unknown resource group', param({ ResourceGroup: 'S_res_group_other' }), {}],
    [
      'a resource group for scheduling',
      param({ ResourceGroup: 'S_res_group_demo_scheduling' }),
      {},
    ],
    ['a Cu that is no multiple of 0.5', param({ Cu: 0.7 }), {}],
  ])('refuses %s', (_name, query, body) => {
    const { call, emulator } = emulatorUnderTest();
    expect(
      call(createCall(query as Record<string, string>, body as Record<string, string>)),
    ).toMatchObject({
      status: 400,
      body: {
        Code: 'Invalid.DI.Parameter',
        Message: expect.stringContaining('The parameter is invalid.'),
      },
    });
    expect(emulator.state.files.size).toBe(0);
  });

  test('refuses a second task of the same name in the same folder', () => {
    const { call } = emulatorUnderTest();
    call(createCall());
    expect(call(createCall())).toMatchObject({
      status: 400,
      body: { Code: 'Invalid.DI.Parameter.File.Existed' },
    });
    expect(call(createCall({ TaskName: 'orders_hourly' })).body.Success).toBe(true);
    const FolderPath = `${FOLDER}/other`;
    call({ action: 'CreateFolder', body: { ProjectId: '10000', FolderPath } });
    expect(call(createCall(param({ FileFolderPath: FolderPath }))).body.Success).toBe(true);
  });

  test('reports an unknown folder under HTTP 200', () => {
    const { call } = emulatorUnderTest();
    const { status, body } = call(createCall(param({ FileFolderPath: 'Business Flow/none' })));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      Success: false,
      Data: { Status: 'fail', Message: 'Invalid path: Business Flow/none' },
    });
    expect(body.Data.FileId).toBeUndefined();
  });

  test.each([
    ['without a role', { keyId: 'testid-norole', secret: 'testsecret-norole' }, '10000'],
    ['in a workspace that is not there', {}, '99999'],
  ])('is forbidden %s', (_name, keys, ProjectId) => {
    const { call } = emulatorUnderTest();
    expect(call({ ...createCall({ ProjectId }), ...keys })).toMatchObject({
      status: 403,
      body: { Code: 'Forbidden.DI.NoPrivilege' },
    });
  });
});

describe('a ClientToken', () => {
  test('with the same parameters gives the same task', () => {
    const { call, emulator } = emulatorUnderTest();
    const first = call(createCall({ ClientToken: 'token-1' })).body;
    const second = call(createCall({ ClientToken: 'token-1' })).body;
    expect(second.Data).toEqual(first.Data);
    expect(second.RequestId).not.toBe(first.RequestId);
    expect(emulator.state.files.size).toBe(1);
  });

  test('with other parameters is refused', () => {
    const { call, emulator } = emulatorUnderTest();
    call(createCall({ ClientToken: 'token-1' }));
    expect(call(createCall({ ClientToken: 'token-1', TaskName: 'another' }))).toMatchObject({
      status: 400,
      body: { Code: 'IdempotentParameterMismatch' },
    });
    expect(emulator.state.files.size).toBe(1);
  });

  test('of a refused call can be used again', () => {
    const { call } = emulatorUnderTest();
    call(createCall({ ClientToken: 'token-1', ...param({ FileFolderPath: 'nowhere' }) }));
    expect(call(createCall({ ClientToken: 'token-1' })).body.Success).toBe(true);
  });

  test('is kept apart by user', () => {
    const { call } = emulatorUnderTest();
    const other = { keyId: 'STS.testid', secret: 'testsecret-sts', token: 'test-security-token' };
    call(createCall({ ClientToken: 'token-1' }));
    const second = createCall({ ClientToken: 'token-1', TaskName: 'another' });
    expect(call({ ...second, ...other }).body.Data.FileId).toBe(1000002);
  });

  test('differs by case and is forgotten in time', () => {
    const { call, emulator } = emulatorUnderTest({ clientTokenLifetimeMs: 60_000 });
    call(createCall({ ClientToken: 'token-1' }));
    const existed = 'Invalid.DI.Parameter.File.Existed';
    expect(call(createCall({ ClientToken: 'TOKEN-1' })).body.Code).toBe(existed);
    emulator.clock.advance(59_999);
    expect(call(createCall({ ClientToken: 'token-1' })).body.Success).toBe(true);
    emulator.clock.advance(1);
    expect(call(createCall({ ClientToken: 'token-1' })).body.Code).toBe(existed);
  });

  test.each(['x'.repeat(65), 'token-é'])(
    'that is too long or not ASCII is refused: %s',
    (ClientToken) => {
      const { call } = emulatorUnderTest();
      expect(call(createCall({ ClientToken })).body.Code).toBe('InvalidClientToken');
    },
  );
});

describe('UpdateDISyncTask', () => {
  const update = (query: Record<string, string>) => ({
    action: 'UpdateDISyncTask',
    query: { ProjectId: '10000', FileId: '1000001', TaskType: 'DI_OFFLINE', ...query },
  });
  const changed = SCRIPT.replace('2.0', '1.0');

  test('replaces the script and the settings that it is given', () => {
    const { call, emulator } = emulatorUnderTest();
    call(createCall());
    expect(call(update({ TaskContent: changed, TaskParam: '{"Cu":1.5}' })).body).toMatchObject({
      Success: true,
      Data: { Status: 'success' },
    });
    expect(emulator.state.files.get(1000001n)).toMatchObject({
      content: STORED_SCRIPT.replace('2.0', '1.0'),
      taskParam: { FileFolderPath: FOLDER, ResourceGroup: 'S_res_group_demo_1', Cu: 1.5 },
    });
  });

  test('changes nothing when it refuses', () => {
    const { call, emulator } = emulatorUnderTest();
    call(createCall());
    const { body } = call(update({ TaskContent: changed, TaskParam: '{"Cu":0.3}' }));
    expect(body.Code).toBe('Invalid.DI.Parameter');
    expect(emulator.state.files.get(1000001n)!.content).toBe(STORED_SCRIPT);
  });

  test('changes batch tasks only, and only those that are there', () => {
    const { call } = emulatorUnderTest();
    call(createCall({ TaskType: 'DI_REALTIME' }));
    const realTime = { TaskType: 'DI_REALTIME', TaskContent: changed };
    expect(call(update(realTime)).body.Code).toBe('Invalid.DI.Parameter');
    expect(call(update({})).body.Data.Message).toBe('fileId[1000001] is invalid');
    expect(call(update({ FileId: '7' })).body).toMatchObject({
      Success: false,
      Data: { Status: 'fail' },
    });
  });
});
