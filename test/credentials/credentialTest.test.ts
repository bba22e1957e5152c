import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { startEmulator, type RunningEmulator } from '../../emulator';
import { testCredential } from '../engine/harness/credentialTest';
import { SingleCredentialHelper } from '../engine/harness/credentialsHelper';
import { keys, temporaryKeys } from './authenticated';
import { sourcePackage } from './sourcePackage';

const expired = {
  accessKeyId: 'STS.testid-expired',
  accessKeySecret: 'testsecret-sts-expired',
  securityToken: 'test-security-token-expired',
};
const NOT_STS =
  'STS of Alibaba Cloud did not answer as expected. Check the Region, Network and Endpoint.';

/** What the user reads under "Test connection". */
const read = (changes: ICredentialDataDecryptedObject) => {
  const sources = sourcePackage();
  const helper = new SingleCredentialHelper(sources.credential, { ...keys, ...changes });
  return testCredential(sources, helper);
};

describe("the credential's test", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.emulator.reset());

  const test = (changes: ICredentialDataDecryptedObject) =>
    read({ endpoint: emulator.url, ...changes });

  it.each([
    ['the right keys', {}],
    ['temporary keys', temporaryKeys],
    ['spaces around them', { accessKeyId: ' testid', accessKeySecret: 'testsecret\n' }],
  ])('is passed with %s, by one call that no quota counts', async (_which, changes) => {
    expect(await test(changes)).toEqual({ status: 'OK', message: 'Connection successful!' });
    expect(emulator.emulator.log.map(({ action, version }) => [action, version])).toEqual([
      ['GetCallerIdentity', '2015-04-01'],
    ]);
  });

  it.each<[string, ICredentialDataDecryptedObject, string]>([
    [
      'an unknown ID',
      { accessKeyId: 'nobody' },
      'Alibaba Cloud does not know the AccessKey ID. Correct the AccessKey ID in the credential, or create a new AccessKey in the RAM console.',
    ],
    [
      'another secret',
      { accessKeySecret: 'other' },
      'The AccessKey Secret does not belong to the AccessKey ID. Enter the AccessKey Secret again in the credential.',
    ],
    [
      'an expired token',
      expired,
      'The temporary keys have expired. Put new temporary keys with their Security Token into the credential, or use the AccessKey of a RAM user.',
    ],
    [
      'a missing token',
      { ...temporaryKeys, securityToken: '' },
      'The AccessKey ID is a temporary one and its Security Token is missing. Enter the Security Token that came with the keys into the credential.',
    ],
    [
      'a token that is none',
      { ...temporaryKeys, securityToken: 'invented' },
      'The Security Token is not a token of STS. Copy the Security Token again, whole, into the credential.',
    ],
    [
      'the token of other keys',
      { securityToken: temporaryKeys.securityToken },
      'The Security Token does not belong to the AccessKey ID. Put the AccessKey ID, the AccessKey Secret and the Security Token of one STS reply into the credential.',
    ],
    ['no ID', { accessKeyId: '' }, 'The AccessKey ID in the Alibaba Cloud credential is empty.'],
    [
      'no secret',
      { accessKeySecret: ' ' },
      'The AccessKey Secret in the Alibaba Cloud credential is empty.',
    ],
  ])('says what to do with %s', async (_which, changes, message) => {
    expect(await test(changes)).toEqual({ status: 'Error', message });
  });

  describe('with a role', () => {
    const roleArn = 'acs:ram::1000000000000001:role/dataworks';
    let sessions = 0;
    // Keys live as long as the process: each test is a session of its own.
    const role = (changes: ICredentialDataDecryptedObject = {}) => ({
      assumeRole: true,
      roleArn,
      roleSessionName: `test-${++sessions}`,
      ...changes,
    });
    const calls = () =>
      emulator.emulator.log.map(({ action, accessKeyId }) => [action, accessKeyId]);

    it('asks who its temporary keys are', async () => {
      expect(await test(role())).toEqual({ status: 'OK', message: 'Connection successful!' });
      expect(calls()).toEqual([
        ['AssumeRole', 'testid'],
        ['GetCallerIdentity', expect.stringMatching(/^STS\./)],
      ]);
    });

    it.each<[string, ICredentialDataDecryptedObject, string, string]>([
      [
        'a role that is not there',
        { roleArn: `${roleArn}-none` },
        'EntityNotExist.Role',
        'There is no RAM role with this ARN (The role not exists). Copy the ARN',
      ],
      [
        'a wrong external id',
        { roleArn: `${roleArn}-partner`, externalId: 'partner-4712' },
        'NoPermission',
        'compare the External ID with the one there',
      ],
      [
        'a user that may not',
        { accessKeyId: 'testid-norole', accessKeySecret: 'testsecret-norole' },
        'NoPermission',
        'Grant its RAM user the action sts:AssumeRole',
      ],
      [
        'a session that is too long',
        { roleDurationSeconds: 7200 },
        'InvalidParameter.DurationSeconds',
        'The Session Duration is longer than the role allows',
      ],
      [
        'an odd session name',
        { roleSessionName: 'n 8 n' },
        'InvalidParameter.RoleSessionName',
        'Use 2 to 64 letters',
      ],
      [
        'a name in place of the ARN',
        { roleArn: 'dataworks' },
        'InvalidParameter.RoleArn',
        'acs:ram::1234567890123456:role/dataworks',
      ],
      [
        'a wrong secret',
        { accessKeySecret: 'other' },
        'SignatureDoesNotMatch',
        'Enter the AccessKey Secret again',
      ],
    ])('says what to do about %s', async (_what, changes, code, words) => {
      const { status, message } = await test(role(changes));
      expect(status).toBe('Error');
      expect(message).toMatch(/^STS did not give keys of the RAM role: /);
      expect(message).toContain(words);
      expect(message).toContain(`Code: ${code}, RequestId: `);
      expect(calls().map(([action]) => action)).toEqual(['AssumeRole']);
    });

    it('says which field is empty', async () => {
      expect(await test(role({ roleArn: '' }))).toEqual({
        status: 'Error',
        message: 'The Role ARN in the Alibaba Cloud credential is empty.',
      });
    });
  });

  it('says what to do when the clock is off', async () => {
    emulator.emulator.clock.advance(16 * 60_000);
    const result = await test({});
    emulator.emulator.clock.advance(-16 * 60_000);
    expect(result).toEqual({
      status: 'Error',
      message:
        'The clock of the machine that runs n8n is more than 15 minutes off. Set the clock of that machine (NTP).',
    });
  });

  it.each([
    ['no address', 'not an address', 'is not an address such as https://'],
    ['a path', 'https://dataworks.example/path', 'is not an address such as https://'],
    ['a user name', 'https://user@dataworks.example', 'is not an address such as https://'],
    ['another protocol', 'ftp://127.0.0.1', 'is not an address such as https://'],
    ['plain http elsewhere', 'http://127.evil.example', 'uses http.'],
  ])('says what is wrong with an Endpoint that has %s', async (_what, endpoint, message) => {
    expect(await read({ endpoint })).toEqual({
      status: 'Error',
      message: expect.stringContaining(`The Endpoint in the Alibaba Cloud credential ${message}`),
    });
  });

  it.each(['', ' ', '../evil.example/', 'evil.example#', 'user@evil.example/', 'cn_shanghai'])(
    'says what is wrong with the region ID "%s"',
    async (regionId) => {
      expect(await read({ region: 'other', regionId })).toEqual({
        status: 'Error',
        message:
          'The Region in the Alibaba Cloud credential is not a region ID such as cn-shanghai.',
      });
    },
  );
});

describe("the credential's test, when another server answers", () => {
  let server: Server;
  let answer: { status: number; type: string; body: string };
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(answer.status, { 'content-type': answer.type, connection: 'close' });
        response.end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['HTML', 200, 'text/html', '<html><body>Sign in</body></html>'],
    ['HTML with an error status', 502, 'text/html', '<html>Bad gateway</html>'],
    ['other JSON', 200, 'application/json', '{"ok":true}'],
    ['an empty reply', 200, 'text/plain', ''],
    ['a list', 200, 'application/json', '[]'],
    ['a redirect', 302, 'text/html', ''],
  ])('says where to look after %s', async (_what, status, type, body) => {
    answer = { status, type, body };
    const { port } = server.address() as AddressInfo;
    expect(await read({ endpoint: `http://127.0.0.1:${port}` })).toEqual({
      status: 'Error',
      message: NOT_STS,
    });
  });
});
