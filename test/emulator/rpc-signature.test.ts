import RpcClient from '@alicloud/pop-core';

import { startEmulator, type RunningEmulator } from '../../emulator';
import { rpcSignatureOf } from '../../emulator/gateway/rpc-signature';
import type { EmulatorRequest } from '../../emulator';
import { createCall, emulatorUnderTest } from './emulator-under-test';
import { START } from './signed-request';

const { query: creation, body: script } = createCall();

/** A creation signed among its parameters; `changes` are signed too. */
function signed(changes: Record<string, string> = {}, secret = 'testsecret') {
  const parameters: Record<string, string> = {
    ...creation,
    ...script,
    Action: 'CreateDISyncTask',
    Version: '2020-05-18',
    Format: 'JSON',
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: 'nonce-1',
    Timestamp: new Date(START).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...changes,
  };
  return { ...parameters, Signature: rpcSignatureOf('POST', parameters, secret) };
}

const asRequest = (form: Record<string, string>): EmulatorRequest => ({
  method: 'POST',
  url: '/',
  headers: {
    host: '127.0.0.1',
    'x-acs-action': 'CreateDISyncTask',
    'x-acs-version': '2020-05-18',
    'content-type': 'application/x-www-form-urlencoded',
  },
  body: Buffer.from(new URLSearchParams(form).toString()),
});

test('the signature of the published example is the published one', () => {
  const parameters = {
    Format: 'XML',
    Version: '2014-05-26',
    AccessKeyId: 'testid',
    Action: 'DescribeRegions',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    Timestamp: '2016-02-23T12:46:24Z',
  };
  expect(rpcSignatureOf('GET', parameters, 'testsecret')).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
});

describe('a request that is signed among its parameters', () => {
  test('is accepted, and its signature is not in the log', () => {
    const { send, emulator } = emulatorUnderTest();
    expect(send(asRequest(signed()))).toMatchObject({ status: 200, body: { Success: true } });
    const [entry] = emulator.log;
    expect(entry).toMatchObject({ accessKeyId: 'testid', nonce: 'nonce-1', acted: true });
    expect(entry!.parameters.body.Signature).toBe('***');
  });

  test('is refused when it arrives twice', () => {
    const { send } = emulatorUnderTest();
    send(asRequest(signed()));
    expect(send(asRequest(signed()))).toMatchObject({ body: { Code: 'SignatureNonceUsed' } });
  });

  test.each([
    ['another secret', signed({}, 'wrong'), 'SignatureDoesNotMatch'],
    ['a parameter changed', { ...signed(), TaskName: 'other' }, 'SignatureDoesNotMatch'],
    ['a parameter added', { ...signed(), Extra: '1' }, 'SignatureDoesNotMatch'],
    ['an unknown key', signed({ AccessKeyId: 'nobody' }), 'InvalidAccessKeyId.NotFound'],
    ['an old date', signed({ Timestamp: '2020-01-01T00:00:00Z' }), 'InvalidTimeStamp.Expired'],
    ['another method', signed({ SignatureMethod: 'HMAC-MD5' }), 'IncompleteSignature'],
    ['no nonce', signed({ SignatureNonce: '' }), 'IncompleteSignature'],
  ])('is refused with %s', (_, form, code) => {
    const { send } = emulatorUnderTest();
    expect(send(asRequest(form))).toMatchObject({
      status: expect.any(Number),
      body: { Code: code },
    });
  });
});

describe('@alicloud/pop-core', () => {
  let server: RunningEmulator;
  beforeAll(async () => {
    server = await startEmulator();
  });
  afterAll(() => server.close());

  const client = (accessKeySecret: string) =>
    new RpcClient({
      accessKeyId: 'testid',
      accessKeySecret,
      endpoint: server.url,
      apiVersion: '2020-05-18',
    });
  const parameters = { ...creation, ...script };

  test('is accepted with the right secret', async () => {
    const reply = await client('testsecret').request('CreateDISyncTask', parameters, {
      method: 'POST',
    });
    expect(reply).toMatchObject({ Success: true, Data: { Status: 'success' } });
  });

  test('is refused with another one', async () => {
    const refused = client('wrong').request('CreateDISyncTask', parameters, { method: 'POST' });
    await expect(refused).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});
