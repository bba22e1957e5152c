import { sha256, signatureOf } from '../../emulator/gateway/signature';
import { createCall, emulatorUnderTest } from './emulator-under-test';
import { signedRequest, START } from './signed-request';

const MINUTE = 60_000;

test('the signature of the published example is the published one', () => {
  const headers = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-version': '2014-05-26',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-content-sha256': sha256(''),
  };
  const query = 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai';
  const request = { method: 'POST', url: `/?${query}`, headers, body: Buffer.alloc(0) };
  expect(signatureOf(request, Object.keys(headers), 'YourAccessKeySecret')).toBe(
    '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('a rightly signed request is accepted', () => {
  const { call } = emulatorUnderTest();
  expect(call(createCall())).toMatchObject({ status: 200, body: { Success: true } });
});

describe('one flipped byte is refused', () => {
  const flipped = (text: string, at: number) =>
    text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);

  test('anywhere in the body', () => {
    const { send } = emulatorUnderTest();
    const { length } = signedRequest(createCall()).body;
    for (let at = 0; at < length; at += 7) {
      const request = signedRequest(createCall());
      request.body[at]! ^= 1;
      expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureDoesNotMatch' } });
    }
  });

  test('anywhere in the query', () => {
    const { send } = emulatorUnderTest();
    const { length } = signedRequest(createCall()).url;
    for (let at = 2; at < length; at += 5) {
      const request = signedRequest(createCall());
      const url = flipped(request.url, at);
      // "%2a" and "%2A" are the same value, so such a flip changes nothing that is signed.
      const same = url.toLowerCase() === request.url.toLowerCase();
      expect(send({ ...request, url }).status).toBe(same ? 200 : 400);
    }
  });

  test.each([
    'host',
    'content-type',
    'x-acs-signature-nonce',
    'x-acs-content-sha256',
    'x-acs-extra',
  ])('in the signed header %s', (name) => {
    const { send } = emulatorUnderTest();
    const request = signedRequest({ ...createCall(), headers: { 'x-acs-extra': 'one' } });
    request.headers[name] = flipped(String(request.headers[name]), 1);
    expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureDoesNotMatch' } });
  });

  test('in the date', () => {
    const { send } = emulatorUnderTest();
    const request = signedRequest({ ...createCall(), at: START - 1000 });
    request.headers['x-acs-date'] = '2026-03-02T04:05:07Z';
    expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureDoesNotMatch' } });
  });

  test('in the signature', () => {
    const { send } = emulatorUnderTest();
    const request = signedRequest(createCall());
    const authorization = String(request.headers.authorization);
    request.headers.authorization = flipped(authorization, authorization.length - 1);
    expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureDoesNotMatch' } });
  });
});

describe('refused before the operation is looked at', () => {
  test('a replayed nonce, and only for the key that used it', () => {
    const { send, call } = emulatorUnderTest();
    const request = signedRequest({ action: 'ListProjects', nonce: 'once' });
    expect(send(request).status).toBe(200);
    expect(send(request)).toMatchObject({ status: 400, body: { Code: 'SignatureNonceUsed' } });
    const other = { keyId: 'testid-norole', secret: 'testsecret-norole' };
    expect(call({ action: 'ListProjects', nonce: 'once', ...other }).status).toBe(200);
  });

  test('a nonce is not spent by a wrongly signed request', () => {
    const { call } = emulatorUnderTest();
    const wrong = call({ action: 'ListProjects', nonce: 'once', secret: 'guessed' });
    expect(wrong.body.Code).toBe('SignatureDoesNotMatch');
    expect(call({ action: 'ListProjects', nonce: 'once' }).status).toBe(200);
  });

  test.each([
    [-16, 'InvalidTimeStamp.Expired'],
    [16, 'InvalidTimeStamp.Expired'],
    [-15, undefined],
    [15, undefined],
  ])('a clock %d minutes off', (minutes, code) => {
    const { call } = emulatorUnderTest();
    const { status, body } = call({ action: 'ListProjects', at: START + minutes * MINUTE });
    expect([status, body.Code]).toEqual([code ? 400 : 200, code]);
  });

  test('a date of another form', () => {
    const { call } = emulatorUnderTest();
    const headers = { 'x-acs-date': 'Mon, 02 Mar 2026 04:05:06 GMT' };
    expect(call({ action: 'ListProjects', headers }).body.Code).toBe('InvalidTimeStamp.Format');
  });

  test('a signed content hash that is not the hash of the body', () => {
    const { call } = emulatorUnderTest();
    const headers = { 'x-acs-content-sha256': sha256('another body') };
    expect(call({ ...createCall(), headers })).toMatchObject({
      status: 400,
      body: { Code: 'SignatureDoesNotMatch' },
    });
  });

  test('an unknown AccessKey', () => {
    const { call } = emulatorUnderTest();
    expect(call({ action: 'ListProjects', keyId: 'nobody' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidAccessKeyId.NotFound' },
    });
  });

  test.each([
    'authorization',
    'host',
    'x-acs-version',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-content-sha256',
  ])('a request without the header %s', (name) => {
    const { send } = emulatorUnderTest();
    const request = signedRequest({ action: 'ListProjects' });
    request.headers[name] = undefined;
    const { status, body } = send(request);
    expect(status).toBe(name === 'x-acs-version' ? 404 : 400);
    expect(body.Code).toBe(name === 'x-acs-version' ? 'InvalidVersion' : 'IncompleteSignature');
  });

  test('an x-acs- header that is not signed', () => {
    const { send } = emulatorUnderTest();
    const request = signedRequest({ action: 'ListProjects' });
    request.headers['x-acs-extra'] = 'added on the way';
    expect(send(request).body.Code).toBe('IncompleteSignature');
  });

  test('an unknown action and a known one in another version', () => {
    const { call } = emulatorUnderTest();
    expect(call({ action: 'MakeCoffee' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidAction.NotFound' },
    });
    expect(call({ action: 'ListProjects', version: '2015-01-01' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidVersion' },
    });
  });

  test('the wrong verb', () => {
    const { call } = emulatorUnderTest();
    expect(call({ ...createCall(), method: 'GET' })).toMatchObject({
      status: 405,
      body: { Code: 'UnsupportedHTTPMethod' },
    });
  });
});

describe('security tokens', () => {
  const temporary = { keyId: 'STS.testid', secret: 'testsecret-sts' };

  test.each([
    ['its own token', { ...temporary, token: 'test-security-token' }, undefined],
    ['no token', temporary, 'MissingSecurityToken'],
    ['an invented token', { ...temporary, token: 'invented' }, 'InvalidSecurityToken.Malformed'],
    [
      'the token of another key',
      { ...temporary, token: 'test-security-token-expired' },
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    [
      'an expired token',
      {
        keyId: 'STS.testid-expired',
        secret: 'testsecret-sts-expired',
        token: 'test-security-token-expired',
      },
      'InvalidSecurityToken.Expired',
    ],
    [
      'a permanent key and a token',
      { token: 'test-security-token' },
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
  ])('%s', (_name, keys, code) => {
    const { call } = emulatorUnderTest();
    const { status, body } = call({ action: 'ListProjects', ...keys });
    expect([status, body.Code]).toEqual([code ? 400 : 200, code]);
  });
});
