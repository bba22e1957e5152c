import { emulatorUnderTest } from './emulator-under-test';

const STS = { version: '2015-04-01' };
const ROLE = 'acs:ram::1000000000000001:role/dataworks';

const assume = (query: Record<string, string> = {}) => ({
  ...STS,
  action: 'AssumeRole',
  query: { RoleArn: ROLE, RoleSessionName: 'n8n', ...query },
});

test('GetCallerIdentity tells who signed, with either verb', () => {
  const { call } = emulatorUnderTest();
  for (const method of ['GET', 'POST']) {
    expect(call({ ...STS, action: 'GetCallerIdentity', method }).body).toMatchObject({
      AccountId: '1000000000000001',
      Arn: 'acs:ram::1000000000000001:user/n8n',
      IdentityType: 'RAMUser',
      UserId: '2000000000000001',
    });
  }
});

test('AssumeRole gives keys that work until they expire', () => {
  const { call, emulator } = emulatorUnderTest();
  const { body } = call(assume({ DurationSeconds: '900' }));
  expect(body).toMatchObject({
    AssumedRoleUser: { Arn: 'acs:ram::1000000000000001:assumed-role/dataworks/n8n' },
    Credentials: { Expiration: '2026-03-02T04:20:06Z' },
  });
  const { AccessKeyId: keyId, AccessKeySecret: secret, SecurityToken: token } = body.Credentials;
  const identity = { ...STS, action: 'GetCallerIdentity', keyId, secret, token };
  expect(call(identity).body).toMatchObject({ IdentityType: 'AssumedRoleUser' });
  emulator.clock.advance(900_000);
  expect(call(identity).body.Code).toBe('InvalidSecurityToken.Expired');
});

test('the second role demands its external id', () => {
  const { call } = emulatorUnderTest();
  const RoleArn = `${ROLE}-partner`;
  expect(call(assume({ RoleArn }))).toMatchObject({ status: 403, body: { Code: 'NoPermission' } });
  expect(call(assume({ RoleArn, ExternalId: 'other' })).body.Code).toBe('NoPermission');
  expect(call(assume({ RoleArn, ExternalId: 'partner-4711' })).status).toBe(200);
});

test('a key whose user may not, cannot', () => {
  const { call } = emulatorUnderTest();
  const keys = { keyId: 'testid-norole', secret: 'testsecret-norole' };
  expect(call({ ...assume(), ...keys })).toMatchObject({
    status: 403,
    body: { Code: 'NoPermission' },
  });
});

test('the third role allows sessions of 12 hours', () => {
  const { call } = emulatorUnderTest();
  const RoleArn = `${ROLE}-long`;
  expect(call(assume({ RoleArn, DurationSeconds: '43200' })).status).toBe(200);
  expect(call(assume({ RoleArn, DurationSeconds: '43201' })).body).toMatchObject({
    Code: 'InvalidParameter.DurationSeconds',
    Message: 'The Min/Max value of DurationSeconds is 15min/12hr.',
  });
});

test.each([
  ['InvalidParameter.RoleArn', 400, { RoleArn: 'dataworks' }],
  ['EntityNotExist.Role', 404, { RoleArn: `${ROLE}-none` }],
  ['EntityNotExist.Role', 404, { RoleArn: 'acs:ram::7:role/dataworks' }],
  ['InvalidParameter.RoleSessionName', 400, { RoleSessionName: 'n 8 n' }],
  ['InvalidParameter.DurationSeconds', 400, { DurationSeconds: '60' }],
  ['InvalidParameter.DurationSeconds', 400, { DurationSeconds: '7200' }],
])('AssumeRole answers %s (%d) to %j', (code, status, query) => {
  const { call } = emulatorUnderTest();
  expect(call(assume(query as Record<string, string>))).toMatchObject({
    status,
    body: { Code: code },
  });
});
