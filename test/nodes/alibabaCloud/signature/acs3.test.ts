import { createHash } from 'node:crypto';

import { signAcs3, type UnsignedRequest } from '../../../../nodes/alibabaCloud/signature/acs3';

const emptyHash = createHash('sha256').digest('hex');
const date = new Date('2023-10-26T10:22:32Z');
const nonce = '3156853299f313e23d1673dc12e1703d';

/** The example of the page on signature version 3. */
const example: UnsignedRequest = {
  method: 'POST',
  host: 'ecs.cn-shanghai.aliyuncs.com',
  path: '/',
  query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
  body: '',
  acsHeaders: { 'x-acs-action': 'RunInstances', 'x-acs-version': '2014-05-26' },
};
const exampleKey = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };

const sign = (changes: Partial<UnsignedRequest> = {}, key = {}, at = date) =>
  signAcs3({ ...example, ...changes }, { ...exampleKey, ...key }, at, nonce);

const signedHeaders = (headers: Record<string, string>) =>
  /SignedHeaders=([^,]+),/.exec(headers.authorization ?? '')![1]!.split(';');
const signature = (headers: Record<string, string>) => headers.authorization!.split('=').at(-1);

describe('ACS3-HMAC-SHA256', () => {
  it('gives the published signature for the published example', () => {
    expect(sign()).toEqual({
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-version': '2014-05-26',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': nonce,
      'x-acs-content-sha256': emptyHash,
      authorization:
        'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
        'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
        'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    });
  });

  it('sends and signs the token of temporary keys with their id', () => {
    const headers = sign({}, { securityToken: 'a-token' });
    expect(headers).toMatchObject({
      'x-acs-accesskey-id': 'YourAccessKeyId',
      'x-acs-security-token': 'a-token',
    });
    expect(signedHeaders(headers)).toEqual(
      expect.arrayContaining(['x-acs-accesskey-id', 'x-acs-security-token']),
    );
  });

  it('signs every header that it returns, by name in order', () => {
    const acsHeaders = { 'x-acs-zone': '1', ...example.acsHeaders, 'x-acs-a': '2' };
    const { authorization, ...headers } = sign(
      { acsHeaders, contentType: 'text/plain', body: 'x' },
      { securityToken: 't' },
    );
    const names = signedHeaders({ authorization: authorization! });
    expect(names).toEqual(Object.keys(headers).sort());
    expect(names).toEqual(expect.arrayContaining(['content-type', 'x-acs-zone', 'x-acs-a']));
  });

  it.each([
    ['2023-10-26T10:22:32.000Z', '2023-10-26T10:22:32Z'],
    ['2023-10-26T10:22:32.999Z', '2023-10-26T10:22:32Z'],
    ['2024-01-01T00:30:00+08:00', '2023-12-31T16:30:00Z'],
  ])('writes the moment %s as %s', (moment, written) => {
    expect(sign({}, {}, new Date(moment))['x-acs-date']).toBe(written);
  });

  it.each([
    ['text', '任务🙂', '任务🙂'],
    ['bytes', Buffer.from([0, 255, 10]), Buffer.from([0, 255, 10])],
  ])('hashes a body of %s', (_kind, body, bytes) => {
    expect(sign({ body })['x-acs-content-sha256']).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
  });

  it('signs a header without the spaces around its value', () => {
    const padded = { ...example.acsHeaders, 'x-acs-note': '  a b ' };
    const plain = { ...example.acsHeaders, 'x-acs-note': 'a b' };
    expect(signature(sign({ acsHeaders: padded }))).toBe(signature(sign({ acsHeaders: plain })));
  });

  it.each<[string, Partial<UnsignedRequest>, object]>([
    ['the method', { method: 'GET' }, {}],
    ['the host', { host: 'ecs.cn-beijing.aliyuncs.com' }, {}],
    ['the path', { path: '/v1' }, {}],
    ['the query', { query: 'RegionId=cn-shanghai' }, {}],
    ['the body', { body: 'x' }, {}],
    ['the content type', { contentType: 'text/plain' }, {}],
    ['the operation', { acsHeaders: { ...example.acsHeaders, 'x-acs-action': 'Stop' } }, {}],
    ['the secret', {}, { accessKeySecret: 'another' }],
    ['the token', {}, { securityToken: 'a-token' }],
  ])('depends on %s', (_part, changes, key) => {
    expect(signature(sign(changes, key))).not.toBe(signature(sign()));
  });
});
