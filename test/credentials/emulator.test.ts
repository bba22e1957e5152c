import type { EmulatorRequest } from '../../emulator';
import type { OutgoingOptions } from '../../nodes/alibabaCloud/signature/outgoingRequest';
import { createCall, emulatorUnderTest } from '../emulator/emulator-under-test';
import { authenticated, keys, partsOf, temporaryKeys } from './authenticated';

const MINUTE = 60_000;
const url = 'https://dataworks.cn-shanghai.aliyuncs.com/';
const { query, body } = createCall();
const create: OutgoingOptions = {
  method: 'POST',
  url: `${url}?Action=CreateDISyncTask&Version=2020-05-18`,
  qs: query,
  form: body,
};
const list: OutgoingOptions = {
  method: 'POST',
  url,
  headers: { 'x-acs-action': 'ListProjects', 'x-acs-version': '2020-05-18' },
};
const whoAmI: OutgoingOptions = {
  uri: 'https://sts.aliyuncs.com/?Action=GetCallerIdentity&Version=2015-04-01',
};

const signed = async (options: OutgoingOptions, credentials = keys): Promise<EmulatorRequest> => {
  const { target, ...parts } = partsOf(await authenticated(credentials, options));
  return { ...parts, url: target };
};
/** The same text with the lowest bit of one character changed. */
const flipped = (text: string, at: number) =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);

/** An emulator on this machine's clock, which the credential reads too. */
const start = () => emulatorUnderTest({ now: Date.now });

describe('the emulator accepts', () => {
  it.each<[string, OutgoingOptions, object]>([
    ['a creation', create, { Success: true }],
    ['a list', list, { PageResult: { TotalCount: 3 } }],
    ['GetCallerIdentity by GET', whoAmI, { IdentityType: 'RAMUser' }],
    ['GetCallerIdentity by POST', { ...whoAmI, method: 'POST' }, { IdentityType: 'RAMUser' }],
  ])('%s', async (_what, options, reply) => {
    expect(start().send(await signed(options))).toMatchObject({ status: 200, body: reply });
  });

  it('temporary keys', async () => {
    const request = await signed(whoAmI, temporaryKeys);
    expect(start().send(request).body).toMatchObject({ IdentityType: 'AssumedRoleUser' });
  });

  it('two equal requests, each with its own nonce', async () => {
    const { send } = start();
    expect(send(await signed(list)).status).toBe(200);
    expect(send(await signed(list)).status).toBe(200);
  });

  it('a signed request that is signed again, as n8n has it done after a 401', async () => {
    const { send } = start();
    const first = await authenticated(keys, create);
    const again = await authenticated(keys, first);
    expect(again).toEqual({ ...first, headers: expect.anything() });
    for (const request of [first, again]) {
      const { target, ...parts } = partsOf(request);
      const { status, body: reply } = send({ ...parts, url: target });
      expect([status, reply.Code]).toEqual(
        request === first ? [200, undefined] : [400, 'Invalid.DI.Parameter.File.Existed'],
      );
    }
  });

  it.each([-14, 14])('a clock %d minutes off', async (minutes) => {
    const { send, emulator } = start();
    emulator.clock.advance(minutes * MINUTE);
    expect(send(await signed(list)).status).toBe(200);
  });
});

describe('the emulator refuses', () => {
  const mismatch = { status: 400, body: { Code: 'SignatureDoesNotMatch' } };

  it('one changed byte anywhere in the body', async () => {
    const { send } = start();
    const request = await signed(create);
    for (let at = 0; at < request.body.length; at += 3) {
      const changed = Buffer.from(request.body);
      changed[at]! ^= 1;
      expect(send({ ...request, body: changed })).toMatchObject(mismatch);
    }
    expect(send(request).status).toBe(200);
  });

  it('one changed byte anywhere in the query', async () => {
    const { send } = start();
    const request = await signed(create);
    for (let at = 2; at < request.url.length; at += 1) {
      expect(send({ ...request, url: flipped(request.url, at) })).toMatchObject(mismatch);
    }
    expect(send(request).status).toBe(200);
  });

  it.each([
    ['content-type', 'SignatureDoesNotMatch'],
    ['host', 'SignatureDoesNotMatch'],
    ['x-acs-accesskey-id', 'SignatureDoesNotMatch'],
    ['x-acs-action', 'InvalidAction.NotFound'],
    ['x-acs-content-sha256', 'SignatureDoesNotMatch'],
    ['x-acs-security-token', 'InvalidSecurityToken.Malformed'],
    ['x-acs-signature-nonce', 'SignatureDoesNotMatch'],
    ['x-acs-version', 'InvalidVersion'],
  ])('one changed byte in the header %s', async (name, code) => {
    const { send } = start();
    const request = await signed(create, temporaryKeys);
    const value = String(request.headers[name]);
    for (let at = 0; at < value.length; at += 1) {
      const headers = { ...request.headers, [name]: flipped(value, at) };
      expect(send({ ...request, headers }).body.Code).toBe(code);
    }
    expect(send(request).status).toBe(200);
  });

  it('a date one second later', async () => {
    const { send } = start();
    const request = await signed(create);
    const date = new Date(Date.parse(String(request.headers['x-acs-date'])) + 1000);
    const later = date.toISOString().replace('.000', '');
    const headers = { ...request.headers, 'x-acs-date': later };
    expect(send({ ...request, headers })).toMatchObject(mismatch);
    expect(send(request).status).toBe(200);
  });

  it('one changed byte in the signature', async () => {
    const { send } = start();
    const request = await signed(create);
    const value = String(request.headers.authorization);
    const authorization = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');
    expect(send({ ...request, headers: { ...request.headers, authorization } })).toMatchObject(
      mismatch,
    );
  });

  it('the signature of another secret', async () => {
    const request = await signed(list, { ...keys, accessKeySecret: 'testsecreT' });
    expect(start().send(request)).toMatchObject(mismatch);
  });

  it('a request that comes twice', async () => {
    const { send } = start();
    const request = await signed(list);
    expect(send(request).status).toBe(200);
    expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureNonceUsed' } });
  });

  it.each([-16, 16])('a clock %d minutes off', async (minutes) => {
    const { send, emulator } = start();
    emulator.clock.advance(minutes * MINUTE);
    expect(send(await signed(list))).toMatchObject({
      status: 400,
      body: { Code: 'InvalidTimeStamp.Expired' },
    });
  });
});
