import { startEmulator, type RunningEmulator } from '../../emulator';
import { createCall, FOLDER, SCRIPT, STORED_SCRIPT } from './emulator-under-test';
import { officialClient } from './official-client';

let running: RunningEmulator;
let call: ReturnType<typeof officialClient>;

beforeEach(async () => {
  running = await startEmulator();
  call = officialClient(running.port, { accessKeyId: 'testid', accessKeySecret: 'testsecret' });
});
afterEach(() => running.close());

test('the official client creates, lists, reads and deletes a task', async () => {
  const { query, body } = createCall({ ClientToken: "0000-ABCD !'()*~+&=%" });
  const created = await call('CreateDISyncTask', { query: query!, body: body! });
  expect(created).toMatchObject({ Success: true, Data: { FileId: 1000001 } });

  const project = { ProjectId: '10000' };
  const found = await call('ListFiles', { body: { ...project, FileFolderPath: FOLDER } });
  expect(found['Data']).toMatchObject({ Files: [{ FileId: 1000001, FileName: 'orders_daily' }] });

  const file = { body: { ...project, FileId: '1000001' } };
  expect((await call('GetFile', file))['Data']).toMatchObject({ File: { Content: STORED_SCRIPT } });
  expect(await call('DeleteFile', file)).toMatchObject({ Success: true });
  expect(running.emulator.state.files.size).toBe(0);
});

test('the official client is accepted with a GET, with odd characters and with a token', async () => {
  const sources = { query: { ProjectId: '10000' } };
  expect(await call('ListDataSources', sources, { method: 'GET' })).toMatchObject({
    Success: true,
  });

  const TaskName = "任务 😀 +*~'()!/&=?%";
  const { query, body } = createCall({ TaskName });
  expect(await call('CreateDISyncTask', { query: query!, body: body! })).toMatchObject({
    Success: true,
  });
  expect(running.emulator.state.files.get(1000001n)!.name).toBe(TaskName);

  const temporary = officialClient(running.port, {
    accessKeyId: 'STS.testid',
    accessKeySecret: 'testsecret-sts',
    securityToken: 'test-security-token',
  });
  expect(await temporary('GetCallerIdentity', {}, { version: '2015-04-01' })).toMatchObject({
    IdentityType: 'AssumedRoleUser',
  });
});

test('the official client is refused with a wrong secret', async () => {
  const wrong = officialClient(running.port, { accessKeyId: 'testid', accessKeySecret: 'guessed' });
  await expect(wrong('ListProjects')).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
});

test('the log tells what was sent and keeps the secrets out', async () => {
  const temporary = officialClient(running.port, {
    accessKeyId: 'STS.testid',
    accessKeySecret: 'testsecret-sts',
    securityToken: 'test-security-token',
  });
  await temporary('ListProjects', { query: { PageSize: '5' } });
  const log = await (await fetch(`${running.url}/_emulator/log`)).text();
  expect(JSON.parse(log)).toMatchObject([
    {
      action: 'ListProjects',
      version: '2020-05-18',
      accessKeyId: 'STS.testid',
      parameters: { query: { PageSize: '5' }, body: {} },
      status: 200,
      acted: true,
    },
  ]);
  expect(log).toContain('Signature=***');
  expect(log).not.toMatch(/test-security-token|Signature=[0-9a-f]{64}/);
});

test('the control API moves the clock, shows the state and resets', async () => {
  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const reply = await fetch(`${running.url}/_emulator/${path}`, init);
    return { status: reply.status, body: await reply.json() };
  };
  await control('clock', { now: 1_000_000 });
  await control('clock', { advanceMs: 500 });
  const { body: clock } = await control('clock');
  expect(clock.now - 1_000_500).toBeLessThan(5000);
  await expect(call('ListProjects')).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired' });

  await control('clock', { now: Date.now() });
  const { query, body } = createCall();
  await call('CreateDISyncTask', { query: query!, body: body! });
  expect((await control('state')).body.files).toMatchObject([{ name: 'orders_daily' }]);
  await control('reset', {});
  expect((await control('state')).body.files).toEqual([]);

  expect((await control('clock', {})).status).toBe(400);
  expect((await control('nothing')).status).toBe(404);
});

test('a script of a megabyte passes in the body, a long URL is refused', async () => {
  const { query } = createCall();
  const long = SCRIPT.replace('"2.0"', `"2.0","comment":"${'x'.repeat(2 ** 20)}"`);
  const created = await call('CreateDISyncTask', { query: query!, body: { TaskContent: long } });
  expect(created).toMatchObject({ Success: true });
  const url = `${running.url}/?TaskContent=${'x'.repeat(20_000)}`;
  expect((await fetch(url, { method: 'POST' })).status).toBe(414);
});

test('a taken port is reported', async () => {
  await expect(startEmulator({ port: running.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
