import { parseAuthorization, sha256, signatureOf } from '../../emulator/gateway/signature';
import type { OutgoingOptions } from '../../nodes/alibabaCloud/signature/outgoingRequest';
import {
  readEcho,
  startCaptureServer,
  type CaptureServer,
  type WireRequest,
} from '../oracle/captureServer';
import { authenticated, keys } from './authenticated';
import { n8nClient, type Helper } from './n8nClient';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const values = { TaskName: "任务 +*~'()!/&=?%", ClientToken: '', n: '🙂' };
const form = encodeURIComponent('{"a": "b c+任"}');
const json = '  { "id": 9007199254740993, "名": "x" }\n';
const bytes = Buffer.from([0, 255, 10, 128]);
const large = 'x'.repeat(100_000);
const operation = { headers: { 'x-acs-action': 'A', 'x-acs-version': '1' } };
const withType = (type: string) => ({ headers: { ...operation.headers, 'Content-Type': type } });

describe.each<Helper>(['httpRequestWithAuthentication', 'requestWithAuthentication'])(
  "n8n's %s",
  (helper) => {
    let server: CaptureServer;
    let origin: string;
    let client: ReturnType<typeof n8nClient>;

    const send = async (options: OutgoingOptions): Promise<WireRequest> => {
      const reply = await client(helper, { method: 'POST', ...options });
      return readEcho(typeof reply === 'string' ? JSON.parse(reply) : reply);
    };
    /** Whether the signature is the one of what arrived. */
    const isSigned = (received: WireRequest) => {
      const { signedHeaders, signature } = parseAuthorization(received.headers.authorization)!;
      const request = { ...received, url: received.target };
      const names = Object.keys(received.headers).filter((name) => /^(x-acs-|host$)/.test(name));
      expect(signedHeaders).toEqual(expect.arrayContaining(names));
      expect(received.headers['x-acs-content-sha256']).toBe(sha256(received.body));
      expect(signature).toBe(signatureOf(request, signedHeaders, 'testsecret'));
    };

    beforeAll(async () => {
      server = await startCaptureServer();
      origin = `http://${server.host}`;
      client = n8nClient({ ...keys, endpoint: origin });
    });
    afterAll(() => server.close());

    it.each<[string, (address: string) => OutgoingOptions]>([
      ['url, query apart', (address) => ({ url: address, qs: values })],
      ['uri, query apart', (address) => ({ uri: address, qs: values })],
      ['url with a query', (address) => ({ url: `${address}/?${new URLSearchParams(values)}` })],
      ['uri with a query', (address) => ({ uri: `${address}/?${new URLSearchParams(values)}` })],
      ['baseURL', (address) => ({ baseURL: address, url: '/', qs: values })],
      [
        'a query in both places',
        (address) => ({
          uri: `${address}/?n=🙂`,
          qs: { TaskName: values.TaskName, ClientToken: '' },
        }),
      ],
    ])('sends the query that was signed: %s', async (_how, address) => {
      for (const method of ['GET', 'POST'] as const) {
        const received = await send({ ...operation, ...address(origin), method });
        isSigned(received);
        expect(received.method).toBe(method);
        const query = new URL(received.target, origin).searchParams;
        expect(Object.fromEntries(query)).toEqual(values);
      }
    });

    it.each<[string, OutgoingOptions, string | Buffer, string | undefined]>([
      ['none', {}, '', undefined],
      ["n8n's empty object", { body: {} }, '', undefined],
      ['text', { body: ' a b\n' }, ' a b\n', 'text/plain'],
      ['text of a form', { ...withType(FORM), body: `T=${form}` }, `T=${form}`, FORM],
      ['a form', { form: { T: '{"a": "b c+任"}' } }, `T=${form}`, FORM],
      ['a form as an object', { ...withType(FORM), body: { T: "a b'()*~" } }, "T=a%20b'()*~", FORM],
      ['a form without fields', { form: {} }, '', FORM],
      ['URLSearchParams', { body: new URLSearchParams({ T: 'a b' }) }, 'T=a%20b', FORM],
      ['JSON', { body: { a: [1, '任'] } }, '{"a":[1,"任"]}', JSON_TYPE],
      ['JSON with "json"', { body: { a: 1 }, json: true }, '{"a":1}', JSON_TYPE],
      ['text of JSON', { ...withType(JSON_TYPE), body: json }, json, JSON_TYPE],
      [
        'text of JSON with "json"',
        { ...withType(JSON_TYPE), body: json, json: true },
        json,
        JSON_TYPE,
      ],
      ['bytes', { body: bytes }, bytes, 'application/octet-stream'],
      ['bytes of JSON', { ...withType(JSON_TYPE), body: Buffer.from(json) }, json, JSON_TYPE],
      ['bytes of a form', { ...withType(FORM), body: Buffer.from(`T=${form}`) }, `T=${form}`, FORM],
      [
        'a part of a buffer',
        { body: new Uint8Array([9, ...bytes, 9]).subarray(1, 5) as never },
        bytes,
        'application/octet-stream',
      ],
      ['a large form', { form: { T: large } }, `T=${large}`, FORM],
    ])('sends the body that was signed: %s', async (_kind, options, body, contentType) => {
      const received = await send({ ...operation, url: origin, ...options });
      isSigned(received);
      expect(received.body.equals(Buffer.from(body))).toBe(true);
      expect(received.headers['content-type']).toBe(contentType);
    });

    it('sends a GET without its body', async () => {
      const options = { ...withType(JSON_TYPE), url: origin, body: { a: 1 } };
      const received = await send({ ...options, method: 'GET' });
      isSigned(received);
      expect(received.body).toHaveLength(0);
    });

    it('replaces the headers that belong to the signature', async () => {
      const headers = {
        Host: 'evil.example',
        Authorization: 'Basic x',
        'Content-Length': '3',
        'X-Acs-Date': '2020-01-01T00:00:00Z',
        'X-ACS-Zone': 'a',
        'x-acs-none': '',
      };
      const auth = { username: 'user', password: 'word' };
      const received = await send({
        url: `${origin}/?Action=A&Version=1`,
        headers,
        auth,
        body: 'abcdef',
      });
      isSigned(received);
      expect(received.body.toString()).toBe('abcdef');
      expect(received.headers).toMatchObject({ host: server.host, 'x-acs-zone': 'a' });
    });
  },
);

describe("the options for n8n's client", () => {
  const url = 'http://127.0.0.1:7001/?Action=A';
  const local = { ...keys, endpoint: 'http://127.0.0.1:7001' };

  it('hold nothing that it would add to what was signed', async () => {
    const stated = { baseURL: 'http://127.0.0.1:7001', qs: { Version: '1' }, form: { a: '1' } };
    const auth = { username: 'user', password: 'word' };
    const options = await authenticated(local, { method: 'POST', uri: url, auth, ...stated });
    expect(options).toEqual({
      method: 'POST',
      url: 'http://127.0.0.1:7001/',
      headers: expect.anything(),
      body: 'a=1',
      maxRedirects: 0,
    });
  });

  it('hold every header once, whatever its case', async () => {
    const given = { Host: 'x', AUTHORIZATION: 'x', 'X-Acs-Version': '1', 'Content-Type': FORM };
    const headers = { ...given, Accept: 'application/json' };
    const options = await authenticated(local, { method: 'POST', url, headers, body: 'a=1' });
    const names = Object.keys(options.headers ?? {});
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual(['Accept']);
    expect(names).toEqual(expect.arrayContaining(['host', 'authorization', 'content-type']));
  });
});
