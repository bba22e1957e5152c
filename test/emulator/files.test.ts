import {
  createCall,
  emulatorUnderTest,
  FOLDER,
  IN_BODY,
  STORED_SCRIPT,
} from './emulator-under-test';

/** An emulator with `names` as batch tasks, ids from 1000001 on. */
function withTasks(...names: string[]) {
  const under = emulatorUnderTest({ ...IN_BODY, missingFile: 'refusal' });
  for (const TaskName of names) under.call(createCall({ TaskName }));
  const file = (action: string, body: Record<string, string> = {}) =>
    under.call({ action, body: { ProjectId: '10000', ...body } });
  return { ...under, file };
}

const names = (body: { Data: { Files: { FileName: string }[] } }) =>
  body.Data.Files.map(({ FileName }) => FileName);

describe('GetFile', () => {
  test('gives the script and what is known of the file', () => {
    const { file } = withTasks('orders');
    expect(file('GetFile', { FileId: '1000001' }).body.Data.File).toMatchObject({
      FileId: 1000001,
      FileName: 'orders',
      FileType: 23,
      Content: STORED_SCRIPT,
      BusinessId: 300001,
      Owner: '2000000000000001',
    });
  });

  test('takes the workspace by its identifier', () => {
    const { call } = withTasks('orders');
    const body = { ProjectIdentifier: 'demo_workspace', FileId: '1000001' };
    expect(call({ action: 'GetFile', body }).body.Success).toBe(true);
  });

  test.each([
    ['a file that is not there', { FileId: '7' }, 'Invalid.File.NotExist'],
    [
      'a file of another workspace',
      { ProjectId: '10001', FileId: '1000001' },
      'Invalid.File.NotExist',
    ],
    ['no file', {}, 'Invalid.Parameter'],
    ['no workspace', { ProjectId: '', FileId: '1000001' }, 'Invalid.Parameter'],
    [
      'a workspace that is not there',
      { ProjectId: '4', FileId: '1' },
      'Invalid.Tenant.ProjectNotExist',
    ],
  ])('says no under HTTP 200 to %s', (_name, body, code) => {
    const { file } = withTasks('orders');
    const { status, body: reply } = file('GetFile', body as Record<string, string>);
    expect(status).toBe(200);
    expect(reply).toMatchObject({ Success: false, ErrorCode: code, HttpStatusCode: 200 });
  });

  test('needs a role in the workspace', () => {
    const { call } = withTasks('orders');
    const keys = { keyId: 'testid-norole', secret: 'testsecret-norole' };
    const body = { ProjectId: '10000', FileId: '1000001' };
    expect(call({ action: 'GetFile', body, ...keys })).toMatchObject({
      status: 403,
      body: { Code: 'ResourceNotAuthorized.Api' },
    });
  });
});

describe('ListFiles', () => {
  const all = ['orders', 'orders_daily', 'customers'];

  test.each([
    ['everything', {}, all],
    ['by keyword', { Keyword: 'orders' }, ['orders', 'orders_daily']],
    ['by exact name', { ExactFileName: 'orders' }, ['orders']],
    ['by folder', { FileFolderPath: FOLDER }, all],
    ['by another folder', { FileFolderPath: 'Business Flow/demo' }, []],
    ['by type', { FileTypes: '10,23' }, all],
    ['by another type', { FileTypes: '900' }, []],
    ['by id', { FileIdIn: '1000001,1000003' }, ['orders', 'customers']],
    ['a page', { PageNumber: '2', PageSize: '2' }, ['customers']],
    ['a page after the last', { PageNumber: '9' }, []],
    ['of another workspace', { ProjectId: '10001' }, []],
  ])('finds %s', (_name, body, expected) => {
    const { file } = withTasks(...all);
    expect(names(file('ListFiles', body as Record<string, string>).body)).toEqual(expected);
  });

  test('gives content and folder only when asked, and counts all', () => {
    const { file } = withTasks(...all);
    const plain = file('ListFiles', { PageSize: '1' }).body.Data;
    expect(plain).toMatchObject({ PageNumber: 1, PageSize: 1, TotalCount: 3 });
    expect(plain.Files[0].Content).toBeUndefined();
    expect(plain.Files[0].AbsoluteFolderPath).toBeUndefined();
    const needs = { NeedContent: 'true', NeedAbsoluteFolderPath: 'true' };
    expect(file('ListFiles', needs).body.Data.Files[0]).toMatchObject({
      Content: STORED_SCRIPT,
      AbsoluteFolderPath: FOLDER,
    });
  });

  test('gives at most 100 a page', () => {
    const { file } = withTasks(...Array.from({ length: 101 }, (_, at) => `task_${at}`));
    const { Data } = file('ListFiles', { PageSize: '1000' }).body;
    expect([Data.Files.length, Data.PageSize, Data.TotalCount]).toEqual([100, 100, 101]);
  });

  test('has real-time tasks as type 900 and no solutions', () => {
    const { file, call } = withTasks();
    call(createCall({ TaskName: 'stream', TaskType: 'DI_REALTIME' }));
    call(createCall({ TaskName: 'whole', TaskType: 'DI_SOLUTION' }));
    expect(names(file('ListFiles').body)).toEqual(['stream']);
    expect(names(file('ListFiles', { FileTypes: '900' }).body)).toEqual(['stream']);
  });
});

test('DeleteFile removes the file and frees its name', () => {
  const { file, call } = withTasks('orders');
  expect(file('DeleteFile', { FileId: '1000001' }).body).toMatchObject({ Success: true });
  expect(file('DeleteFile', { FileId: '1000001' }).body).toMatchObject({
    Success: false,
    ErrorCode: 'Invalid.File.NotExist',
  });
  expect(call(createCall({ TaskName: 'orders' })).body.Data.FileId).toBe(1000002);
});
