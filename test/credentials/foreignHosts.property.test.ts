import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';

import { draws } from '../random';
import { authenticated, keys } from './authenticated';
import { n8nClient, type Helper } from './n8nClient';

const headers = { 'x-acs-action': 'ListProjects', 'x-acs-version': '2020-05-18' };

const host = fc.constantFrom(
  'dataworks.cn-shanghai.aliyuncs.com',
  'DataWorks.AliyunCS.com',
  'aliyuncs.com',
  'xaliyuncs.com',
  'aliyuncs.com.evil.example',
  'evil.example',
  'evil.example%2f.aliyuncs.com',
  'aliyuncs.com.',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0.0.0.0',
  '10.0.0.1',
  '169.254.169.254',
  'localhost',
  'localhost.',
  '[::1]',
  '[::ffff:127.0.0.1]',
  'dataworks.example',
  'DATAWORKS.example',
  'sub.dataworks.example',
);
const port = fc.constantFrom('', ':80', ':443', ':5678', ':7001', ':8443');
const scheme = fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', 'ws://', '//', '');
const user = fc.constantFrom('', '', '', 'u@', 'u:p@', 'dataworks.aliyuncs.com@');
const tail = fc.constantFrom(
  '',
  '/',
  '/x/../',
  '?a=.aliyuncs.com',
  '#.aliyuncs.com',
  '\\.aliyuncs.com',
);
const address = fc.oneof(
  fc.tuple(scheme, user, host, port, tail).map((parts) => parts.join('')),
  fc.constantFrom(
    'https://sts.aliyuncs.com',
    'http://127.0.0.1:7001/',
    'https://dataworks.example/?a',
  ),
);
const endpoint = fc.constantFrom(
  '',
  'https://dataworks.example',
  'dataworks.example:8443',
  'http://127.0.0.1:7001',
  'http://localhost:5678',
  'https://[::1]:7001',
  'https://vpc.cn-shanghai.aliyuncs.com',
);
/** Options of both of n8n's helpers that change who can read a request. */
const oddConnection = fc.record(
  {
    proxy: fc.constantFrom('', 'http://127.0.0.1:9', { host: 'proxy.example', port: 1 }),
    skipSslCertificateValidation: fc.constantFrom(true, false, 'true'),
    rejectUnauthorized: fc.constantFrom(true, false, 0, 'false'),
    strictSSL: fc.boolean(),
    agentOptions: fc.constantFrom({}, { timeout: 1 }, { rejectUnauthorized: false }, { ca: 'x' }),
  },
  { requiredKeys: [] },
);
const connection = fc.oneof(
  fc.constant<typeof oddConnection extends fc.Arbitrary<infer T> ? T : never>({}),
  oddConnection,
);
const place = fc.constantFrom('url', 'uri', 'baseURL');

const isOff = (value: unknown) => value !== undefined && value !== true;

it('signs for Alibaba Cloud over https and for the Endpoint, whatever a request says', async () => {
  let signed = 0;
  await fc.assert(
    fc.asyncProperty(address, endpoint, connection, place, async (to, named, options, where) => {
      const target = where === 'baseURL' ? { baseURL: to, url: '' } : { [where]: to };
      let request;
      try {
        const credentials = { ...keys, endpoint: named, securityToken: 'a-token' };
        request = await authenticated(credentials, { ...target, headers, ...options } as never);
      } catch (error) {
        expect((error as Error).message).not.toMatch(/a-token|testsecret/);
        return;
      }
      signed += 1;
      const { protocol, hostname, host: to_, username } = new URL(request.url);
      const own =
        named === '' ? undefined : new URL(named.includes('://') ? named : `https://${named}`);
      const isOwn = own !== undefined && own.host === to_ && own.protocol === protocol;
      expect(isOwn || (protocol === 'https:' && hostname.endsWith('.aliyuncs.com'))).toBe(true);
      expect(username).toBe('');
      expect(request).toMatchObject({ maxRedirects: 0 });
      if (protocol === 'http:') expect(options.proxy || '').toBe('');
      const { agentOptions = {}, skipSslCertificateValidation: skip } = options;
      expect([skip || false, isOff(options.rejectUnauthorized), isOff(options.strictSSL)]).toEqual([
        false,
        false,
        false,
      ]);
      expect(agentOptions).not.toHaveProperty('ca');
      expect(agentOptions).not.toHaveProperty('rejectUnauthorized');
    }),
    { numRuns: 5_000, seed: draws.seed },
  );
  expect(signed).toBeGreaterThan(100);
});

describe.each<Helper>(['httpRequestWithAuthentication', 'requestWithAuthentication'])(
  "from one address of this machine to another, with n8n's %s",
  (helper) => {
    let servers: Server[];
    const received: string[] = [];
    /** Where each server leads to. */
    let next: (at: number) => string;
    const addressOf = (at: number) =>
      `http://127.0.0.1:${(servers[at]!.address() as AddressInfo).port}`;

    beforeAll(async () => {
      servers = [0, 1].map((at) =>
        createServer((request, response) => {
          if (request.headers.authorization) received.push(String(at));
          response.writeHead(at === 0 ? 307 : 200, { location: next(at), connection: 'close' });
          response.end('{}');
        }),
      );
      for (const server of servers) {
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      }
    });
    afterAll(async () => {
      for (const server of servers) await new Promise((resolve) => server.close(resolve));
    });

    it('takes no signature along, by a redirect or by the next page', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('GET', 'POST'),
          fc.boolean(),
          fc.boolean(),
          fc.constantFrom('', '/x', '?a=b'),
          async (method, followRedirect, followAllRedirects, path) => {
            received.length = 0;
            next = () => addressOf(1) + path;
            const client = n8nClient({ ...keys, endpoint: addressOf(0) });
            const options = {
              method,
              headers,
              followRedirect,
              followAllRedirects,
              maxRedirects: 5,
            };
            await expect(
              client(helper, { ...options, url: addressOf(0) } as never),
            ).rejects.toThrow();
            // Each page is signed anew, so its address is looked at anew.
            await expect(client(helper, { ...options, url: next(0) } as never)).rejects.toThrow(
              'does not sign requests to',
            );
            expect(received).toEqual(['0']);
          },
        ),
        { numRuns: 10, seed: draws.seed },
      );
    });
  },
);
