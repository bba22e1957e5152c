import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { dropRoleKeys, heldRoleKeys, roleKeys } from '../../../../nodes/alibabaCloud/role/roleKeys';
import { clock } from '../../../../nodes/alibabaCloud/client/clock';
import { keys } from '../../../credentials/authenticated';

let credentials: ICredentialDataDecryptedObject;
let now: number;
let asked: number;
let sessions = 0;

beforeEach(() => {
  now = 1_700_000_000_000;
  asked = 0;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  // Each test has a credential of its own: keys live as long as the process.
  credentials = {
    ...keys,
    assumeRole: true,
    roleArn: 'acs:ram::1:role/r',
    roleSessionName: `session-${++sessions}`,
  };
});
afterEach(() => jest.restoreAllMocks());

const MINUTE = 60_000;

/** STS as n8n's helper sees it; each answer has new keys. */
const sts = (answer: (id: number) => unknown = given): IHttpRequestHelper => ({
  helpers: {
    httpRequest: async () => {
      const body = answer(++asked);
      const refused = typeof body === 'object' && body !== null && 'Code' in body;
      return { statusCode: refused ? 403 : 200, headers: {}, body: JSON.stringify(body) };
    },
  },
});
const given = (id: number) => ({
  RequestId: 'r',
  Credentials: { AccessKeyId: `STS.${id}`, AccessKeySecret: 'secret', SecurityToken: 'token' },
});
const unreachable: IHttpRequestHelper = {
  helpers: {
    httpRequest: async () => {
      asked += 1;
      throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    },
  },
};
const idOf = async (http: IHttpRequestHelper, changes = {}) =>
  (await roleKeys(http, { ...credentials, ...changes }))?.accessKeyId;

describe('the keys of a role', () => {
  it('are asked for once, however many need them at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => idOf(sts())));
    expect(new Set(ids)).toEqual(new Set(['STS.1']));
    expect(asked).toBe(1);
  });

  it('are held until three minutes before their end', async () => {
    expect(await idOf(sts())).toBe('STS.1');
    now += 57 * MINUTE - 1;
    expect(await idOf(sts())).toBe('STS.1');
    now += 1;
    expect(await idOf(sts())).toBe('STS.2');
  });

  it('end when the duration in the credential is over', async () => {
    const long = { roleDurationSeconds: 43_200 };
    expect(await idOf(sts(), long)).toBe('STS.1');
    now += 12 * 60 * MINUTE - 3 * MINUTE - 1;
    expect(await idOf(sts(), long)).toBe('STS.1');
    now += 1;
    expect(await idOf(sts(), long)).toBe('STS.2');
  });

  it.each([
    { accessKeySecret: 'another' },
    { externalId: 'x' },
    { roleArn: 'acs:ram::1:role/s' },
    { region: 'cn-beijing' },
    { endpoint: 'http://127.0.0.1:1' },
  ])('are not those of a credential with %j', async (changes) => {
    expect(await idOf(sts())).toBe('STS.1');
    expect(await idOf(sts(), changes)).toBe('STS.2');
    expect(await idOf(sts())).toBe('STS.1');
    expect(() => heldRoleKeys({ ...credentials, other: 1 })).toThrow('There are no keys');
  });

  it('are forgotten on demand, but not when they were replaced already', async () => {
    const first = (await roleKeys(sts(), credentials))!;
    dropRoleKeys(credentials, first);
    expect(() => heldRoleKeys(credentials)).toThrow('There are no keys of the RAM role');
    expect(await idOf(sts())).toBe('STS.2');
    dropRoleKeys(credentials, first);
    expect(heldRoleKeys(credentials).accessKeyId).toBe('STS.2');
  });

  it('serve on for their last minutes when STS is out of reach, and no longer', async () => {
    expect(await idOf(sts())).toBe('STS.1');
    now += 58 * MINUTE;
    expect(await idOf(unreachable)).toBe('STS.1');
    now += 2 * MINUTE;
    await expect(idOf(unreachable)).rejects.toThrow(
      'STS did not give keys of the RAM role: No connection could be made',
    );
    expect(asked).toBe(3);
  });

  it('do not serve on when STS refuses new ones', async () => {
    expect(await idOf(sts())).toBe('STS.1');
    now += 58 * MINUTE;
    const refusal = () => ({ Code: 'NoPermission', Message: 'No.', RequestId: 'r' });
    await expect(idOf(sts(refusal))).rejects.toThrow('may not take on this RAM role (No).');
  });

  it('are asked for again after a refusal', async () => {
    const refusal = () => ({ Code: 'EntityNotExist.Role', Message: 'No.', RequestId: 'r' });
    await expect(idOf(sts(refusal))).rejects.toThrow('no RAM role with this ARN');
    expect(await idOf(sts())).toBe('STS.2');
  });

  it.each([
    ['no keys', { RequestId: 'r' }, 'What answered is not STS'],
    [
      'keys without a token',
      { ...given(1), Credentials: { AccessKeyId: 'a' } },
      'What answered is not STS',
    ],
    ['no JSON object', 'hello', 'The reply could not be read'],
  ])('are not found in a reply with %s', async (_what, body, message) => {
    await expect(idOf(sts(() => body))).rejects.toThrow(message);
  });

  it('are nothing to ask for without a role', async () => {
    expect(await idOf(sts(), { assumeRole: false })).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('are not asked for with a secret that is broken inside', async () => {
    await expect(idOf(sts(), { accessKeySecret: 'a b' })).rejects.toThrow('AccessKey Secret');
    await expect(idOf(sts(), { roleArn: ' ' })).rejects.toThrow('The Role ARN in the');
    for (const roleDurationSeconds of [899, 43_201, 1000.5, 'soon']) {
      await expect(idOf(sts(), { roleDurationSeconds })).rejects.toThrow('from 900 to 43200');
    }
    expect(asked).toBe(0);
  });
});
