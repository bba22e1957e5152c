import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { UnsignableRequest } from '../../nodes/alibabaCloud/signature/unsignableRequest';
import { startCaptureServer, type CaptureServer } from '../oracle/captureServer';
import { authenticated, keys } from './authenticated';
import { n8nClient, type Helper } from './n8nClient';

const headers = { 'x-acs-action': 'ListProjects', 'x-acs-version': '2020-05-18' };
const sign = (url: string, changes = {}) =>
  authenticated({ ...keys, ...changes }, { method: 'POST', url, headers });

describe('the credential signs requests to', () => {
  it.each([
    ['https://dataworks.cn-shanghai.aliyuncs.com', ''],
    ['https://sts-vpc.cn-hangzhou.aliyuncs.com', ''],
    ['https://DATAWORKS.ALIYUNCS.COM', ''],
    ['https://dataworks.aliyuncs.com:8443', ''],
    ['http://127.0.0.1:7001', 'http://127.0.0.1:7001'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://localhost:7001', 'http://localhost:7001'],
    ['http://[::1]:7001', 'http://[::1]:7001'],
    ['https://localhost', 'localhost'],
    ['https://dataworks.example', 'https://dataworks.example'],
    ['https://dataworks.example', ' dataworks.example/ '],
    ['https://dataworks.example:8443', 'https://dataworks.example:8443'],
    ['https://sts.aliyuncs.com', 'https://dataworks.example'],
  ])('%s with the Endpoint "%s"', async (url, endpoint) => {
    expect((await sign(url, { endpoint })).headers).toMatchObject({
      host: new URL(url).host,
      authorization: expect.stringMatching(/^ACS3-HMAC-SHA256 Credential=testid,/),
    });
  });
});

describe('the credential refuses to sign requests to', () => {
  it.each([
    ['https://example.com', ''],
    ['https://aliyuncs.com', ''],
    ['https://aliyuncs.com.evil.example', ''],
    ['https://xaliyuncs.com', ''],
    ['https://dataworks.aliyuncs.com.', ''],
    ['https://dataworks.aliyuncs.co', ''],
    ['https://evil.example/.aliyuncs.com', ''],
    ['https://evil.example\\.aliyuncs.com', ''],
    ['https://evil.example?.aliyuncs.com', ''],
    ['https://evil.example#.aliyuncs.com', ''],
    ['https://dataworks。aliyuncs。com.evil.example', ''],
    ['http://dataworks.cn-shanghai.aliyuncs.com', ''],
    ['http://127.0.0.1:7001', ''],
    ['http://127.9.9.9', ''],
    ['http://localhost:7001', ''],
    ['http://[::1]:7001', ''],
    ['https://localhost', ''],
    ['http://127.0.0.1:5678', 'http://127.0.0.1:7001'],
    ['https://127.0.0.1:7001', 'http://127.0.0.1:7001'],
    ['http://localhost:7001', 'http://127.0.0.1:7001'],
    ['http://10.0.0.1', ''],
    ['http://0.0.0.0:7001', ''],
    ['http://127.0.0.1.evil.example', ''],
    ['http://localhost.evil.example', ''],
    ['https://evil.example', 'https://dataworks.example'],
    ['https://sub.dataworks.example', 'https://dataworks.example'],
    ['http://dataworks.example', 'https://dataworks.example'],
    ['https://dataworks.example:8443', 'https://dataworks.example'],
    ['ftp://127.0.0.1', ''],
    ['ftp://ftp.aliyuncs.com', ''],
  ])('%s with the Endpoint "%s"', async (url, endpoint) => {
    await expect(sign(url, { endpoint })).rejects.toThrow(UnsignableRequest);
    await expect(sign(url, { endpoint })).rejects.toThrow(
      'It signs https requests to *.aliyuncs.com and to the Endpoint that is set in it.',
    );
  });

  it.each([
    'https://user@dataworks.aliyuncs.com',
    'https://user:hunter2@dataworks.aliyuncs.com',
    'https://:hunter2@127.0.0.1:7001',
    'https://dataworks.aliyuncs.com:hunter2@evil.example',
    'http://evil.example@127.0.0.1:7001',
  ])('%s', async (url) => {
    await expect(sign(url)).rejects.toThrow('has a user name or a password in it. Take it out');
    await expect(sign(url)).rejects.not.toThrow('hunter2');
  });

  it.each([
    'http://dataworks.example',
    'https://user@dataworks.example',
    'https://dataworks.example/path',
    'not an address',
  ])('any address with the Endpoint "%s", nor blames the address', async (endpoint) => {
    for (const url of ['https://dataworks.aliyuncs.com', '/', 'https://evil.example']) {
      await expect(sign(url, { endpoint })).rejects.toThrow(
        'The Endpoint in the Alibaba Cloud credential',
      );
    }
  });
});

describe('the credential refuses to sign what could be read on the way', () => {
  const https = 'https://dataworks.aliyuncs.com';
  const http = 'http://127.0.0.1:7001';
  const signWith = (url: string, options: object) =>
    authenticated({ ...keys, endpoint: http }, { url, headers, ...options } as never);

  it.each<[string, object, RegExp]>([
    [https, { skipSslCertificateValidation: true }, /Turn off Ignore SSL Issues/],
    [https, { rejectUnauthorized: false }, /Turn off Ignore SSL Issues/],
    [https, { rejectUnauthorized: 'false' }, /Turn off Ignore SSL Issues/],
    [https, { strictSSL: false }, /Turn off Ignore SSL Issues/],
    [http, { rejectUnauthorized: false }, /Turn off Ignore SSL Issues/],
    [https, { agentOptions: { rejectUnauthorized: false } }, /NODE_EXTRA_CA_CERTS/],
    [https, { agentOptions: { ca: 'mine' } }, /NODE_EXTRA_CA_CERTS/],
    [https, { agentOptions: { checkServerIdentity: () => undefined } }, /NODE_EXTRA_CA_CERTS/],
    [http, { proxy: 'http://proxy.example:8080' }, /http request through a proxy/],
    [http, { proxy: { host: 'proxy.example', port: 8080 } }, /http request through a proxy/],
  ])('%s with %j', async (url, options, message) => {
    await expect(signWith(url, options)).rejects.toThrow(UnsignableRequest);
    await expect(signWith(url, options)).rejects.toThrow(message);
  });

  it.each<[string, object]>([
    [https, { proxy: 'http://proxy.example:8080', rejectUnauthorized: true }],
    [https, { agentOptions: { timeout: 1, cert: 'c', key: 'k' }, strictSSL: true }],
    [http, { proxy: '', skipSslCertificateValidation: false }],
  ])('and signs %s with %j', async (url, options) => {
    expect((await signWith(url, options)).headers).toHaveProperty('authorization');
  });
});

describe('the region', () => {
  it.each(['', 'evil.example/', 'cn shanghai'])('cannot be "%s"', async (regionId) => {
    const changes = { region: 'other', regionId };
    await expect(sign('https://ecs.aliyuncs.com', changes)).rejects.toThrow(
      'The Region in the Alibaba Cloud credential is not a region ID such as cn-shanghai.',
    );
  });
});

describe('the keys', () => {
  it.each([
    ['ID', { accessKeyId: '' }],
    ['ID', { accessKeyId: ' \n' }],
    ['ID', { accessKeyId: undefined }],
    ['Secret', { accessKeySecret: '' }],
    ['Secret', { accessKeySecret: '\t' }],
    ['Secret', { accessKeySecret: undefined }],
  ])('cannot be without an AccessKey %s: %j', async (which, changes) => {
    await expect(sign('https://dataworks.aliyuncs.com', changes)).rejects.toThrow(
      `The AccessKey ${which} in the Alibaba Cloud credential is empty.`,
    );
  });

  it.each([
    ['AccessKey ID', { accessKeyId: 'hunter2\nhunter2' }],
    ['AccessKey Secret', { accessKeySecret: 'hunter2 hunter2' }],
    ['AccessKey Secret', { accessKeySecret: 'hunter2\r\nhunter2' }],
    ['AccessKey Secret', { accessKeySecret: 'hunter2\u00a0hunter2' }],
    ['Security Token', { securityToken: 'hunter2\thunter2' }],
    ['Security Token', { securityToken: 'hunter2\u200bhunter2' }],
    ['Role ARN', { assumeRole: true, roleArn: 'acs:ram::1:role/hunter2 hunter2' }],
  ])('say which is broken inside and not what it is: %s %j', async (field, changes) => {
    const broken = sign('https://dataworks.aliyuncs.com', changes);
    await expect(broken).rejects.toThrow(
      `The ${field} in the Alibaba Cloud credential has a space, a line break or another odd character inside it. Copy it again, whole and alone.`,
    );
    await expect(broken).rejects.toThrow(/^(?!.*hunter2)/s);
  });

  it('are taken without the spaces around them', async () => {
    const padded = { accessKeyId: ' testid\n', securityToken: ' token ' };
    const request = await sign('https://dataworks.aliyuncs.com', padded);
    expect(request.headers).toMatchObject({
      'x-acs-accesskey-id': 'testid',
      'x-acs-security-token': 'token',
    });
  });

  it('leave the secret out of the request', async () => {
    const secret = 'kept-out-of-everything';
    const request = await sign('https://dataworks.aliyuncs.com', {
      accessKeySecret: secret,
      securityToken: 'token',
    });
    expect(JSON.stringify(request)).not.toContain(secret);
  });

  it('leave the ID and the token out of the URL', async () => {
    const { url } = await sign('https://dataworks.aliyuncs.com', { securityToken: 'a-token' });
    expect(url).toBe('https://dataworks.aliyuncs.com/');
  });
});

describe.each<Helper>(['httpRequestWithAuthentication', 'requestWithAuthentication'])(
  "n8n's %s",
  (helper) => {
    let target: CaptureServer;
    let redirecting: Server;
    let status: number;
    let asked: number;
    beforeAll(async () => {
      target = await startCaptureServer();
      redirecting = createServer((_request, response) => {
        asked += 1;
        response
          .writeHead(status, { location: `http://${target.host}/`, connection: 'close' })
          .end();
      });
      await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    });
    afterAll(async () => {
      await new Promise((resolve) => redirecting.close(resolve));
      await target.close();
    });

    it.each([301, 302, 307, 308])('takes no signature along with a redirect (%d)', async (code) => {
      status = code;
      asked = 0;
      const { port } = redirecting.address() as AddressInfo;
      const endpoint = `http://127.0.0.1:${port}`;
      const client = n8nClient({ ...keys, securityToken: 'a-token', endpoint });
      const eager = { followRedirect: true, followAllRedirects: true, maxRedirects: 5 };
      for (const method of ['GET', 'POST'] as const) {
        const options = { url: `http://127.0.0.1:${port}/`, method, headers, ...eager };
        await expect(client(helper, options as never)).rejects.toMatchObject({
          httpCode: String(code),
        });
      }
      expect(asked).toBe(2);
    });

    it('says why a request was not signed', async () => {
      const call = n8nClient(keys)(helper, { url: 'https://evil.example', headers });
      await expect(call).rejects.toMatchObject({
        message: expect.stringContaining('does not sign requests to https://evil.example.'),
      });
    });
  },
);
