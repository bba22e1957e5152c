import fc from 'fast-check';
import { OPERATIONS } from '../../../emulator/operations';
import { isKnownAction } from '../../../emulator/operations/known-actions';
import { draws } from '../../random';
import { createCall } from '../emulator-under-test';
import { flowSpec, PROJECT, studioUnderTest, VERSION } from './studio-under-test';

const list = (query: Record<string, string> = {}) => ({
  action: 'ListNodes',
  version: VERSION,
  method: 'GET',
  query: { ProjectId: PROJECT, ...query },
});

test('every action that the emulator serves is one of the known ones', () => {
  const served = OPERATIONS.filter(({ version }) => version !== '2015-04-01');
  expect(served.filter(({ version }) => version === VERSION).length).toBeGreaterThan(50);
  for (const { action, version } of served) {
    expect([action, isKnownAction(action, version)]).toEqual([action, true]);
  }
});

test.each([
  ['ListQualityRules', '2020-05-18'],
  ['CreateDataQualityScan', '2024-05-18'],
  ['DeleteLineageRelationship', '2024-05-18'],
])('a known action that is not served, %s of %s, is refused by its name', (action, version) => {
  const { call } = studioUnderTest();
  for (const method of ['GET', 'POST']) {
    const { status, body } = call({ action, version, method });
    expect({ status, Code: body.Code }).toEqual({ status: 400, Code: 'UnsupportedOperation' });
    expect(body.Message).toContain(`${action} of ${version}`);
    expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
  }
});

test('a name that no version has is InvalidAction.NotFound, one of another version InvalidVersion', () => {
  const { call } = studioUnderTest();
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z]{1,20}$/), (action) => {
      fc.pre(!isKnownAction(action, VERSION) && !isKnownAction(action, '2020-05-18'));
      expect(call({ action, version: VERSION }).body.Code).toBe('InvalidAction.NotFound');
    }),
    draws,
  );
  expect(call({ action: 'CreateDISyncTask', version: VERSION }).body.Code).toBe('InvalidVersion');
  expect(call({ action: 'CreateNode' }).body.Code).toBe('InvalidVersion');
});

test('an action of both versions is told apart by its version: verb, places and reply', () => {
  const { call, ask } = studioUnderTest();
  expect(ask('ListResourceGroups').body).toHaveProperty('PagingInfo.ResourceGroupList');
  expect(call({ action: 'ListResourceGroups' }).body).toHaveProperty('Data');
  expect(call({ action: 'ListResourceGroups', method: 'GET' }).status).toBe(405);
  expect(call({ ...list(), method: 'POST' }).status).toBe(405);
});

test.each([
  ['numeric', 400, '9990020002', undefined],
  ['text', 429, 'Throttling.User', '1000'],
] as const)('throttling is said in the %s form', (throttling, status, Code, retryAfter) => {
  const { call, emulator } = studioUnderTest({
    quota: { readsPerSecond: 1 },
    studio: { throttling },
  });
  expect(call(list()).status).toBe(200);
  const refused = call(list());
  expect(refused).toMatchObject({ status, body: { Code } });
  expect(refused.headers['x-acs-retry-after']).toBe(retryAfter);
  expect(refused.body.Message).toContain(throttling === 'numeric' ? 'Throttling.User' : 'flow');
  emulator.clock.advance(1000);
  emulator.faults.add({ kind: 'throttle', retryAfterMs: 1000 });
  expect(call(list()).status).toBe(status);
});

test('both versions count for the quota of the account, and the spent one is 9990040003', () => {
  const { call } = studioUnderTest({ quota: { callsPerDay: 2 } });
  expect(call({ action: 'ListProjects' }).status).toBe(200);
  expect(call(list()).status).toBe(200);
  expect(call({ action: 'ListProjects' }).body.Code).toBe('Throttling.Api.Risk');
  expect(call(list())).toMatchObject({ status: 400, body: { Code: '9990040003' } });
});

test('an account may be denied single actions', () => {
  const { call, create } = studioUnderTest({ studio: { denied: { testid: ['ListNodes'] } } });
  expect(create().status).toBe(200);
  expect(call(list())).toMatchObject({ status: 403, body: { Code: '403030' } });
  const temporary = { keyId: 'STS.testid', secret: 'testsecret-sts', token: 'test-security-token' };
  expect(call({ ...list(), ...temporary }).status).toBe(200);
});

test.each([
  ['folder-not-found', '1201111431'],
  ['invalid-parameter', 'InvalidParameter'],
] as const)('calls of the old DataStudio are refused: %s', (legacyCalls, Code) => {
  const { call } = studioUnderTest({ studio: { legacyCalls } });
  expect(call(createCall({ ProjectId: PROJECT }))).toMatchObject({ status: 400, body: { Code } });
  const files = { action: 'ListFiles', body: { ProjectIdentifier: 'demo_studio' } };
  expect(call(files)).toMatchObject({ status: 400, body: { Code } });
  const sources = { action: 'ListDataSources', method: 'GET', query: { ProjectId: PROJECT } };
  expect(call(sources)).toMatchObject({ status: 200, body: { Success: true } });
});

test('calls of Data Studio are refused in a legacy workspace', () => {
  const { call, create } = studioUnderTest();
  const body = { Code: 'InvalidParameter' };
  expect(call(list({ ProjectId: '10000' }))).toMatchObject({ status: 400, body });
  expect(create(flowSpec(), { ProjectId: '10000' })).toMatchObject({ status: 400, body });
});

test.each([
  ['refused-by-list-nodes', 200],
  ['refused-by-all', 400],
] as const)('a page of less than 10: %s', (smallPages, others) => {
  const { call, post } = studioUnderTest({ studio: { smallPages } });
  expect(call(list({ PageSize: '9' }))).toMatchObject({
    status: 400,
    body: { Code: 'InvalidPageSize' },
  });
  expect(call(list({ PageSize: '10' })).status).toBe(200);
  expect(post('ListTasks', { ProjectId: PROJECT, PageSize: '9' }).status).toBe(others);
});

test('a missing parameter is named', () => {
  const { post } = studioUnderTest();
  const body = { ProjectId: PROJECT, Spec: flowSpec() };
  expect(post('CreateNode', body)).toMatchObject({ status: 400, body: { Code: 'MissingScene' } });
});
