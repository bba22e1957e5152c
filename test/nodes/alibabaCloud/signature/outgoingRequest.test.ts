import { PassThrough } from 'node:stream';

import {
  readOutgoingRequest,
  type OutgoingOptions,
} from '../../../../nodes/alibabaCloud/signature/outgoingRequest';
import { UnsignableRequest } from '../../../../nodes/alibabaCloud/signature/unsignableRequest';

const origin = 'https://dataworks.cn-shanghai.aliyuncs.com';
const FORM = 'application/x-www-form-urlencoded';
const operation = { 'x-acs-action': 'ListProjects', 'x-acs-version': '2020-05-18' };

const read = ({ headers, ...options }: OutgoingOptions) =>
  readOutgoingRequest({
    ...(options.uri === undefined && { url: origin }),
    ...options,
    headers: { ...operation, ...headers },
  });
const post = (options: OutgoingOptions) => {
  const { body, contentType } = read({ method: 'POST', ...options });
  return { body, contentType };
};

describe('the address', () => {
  it.each<[string, OutgoingOptions, string, string]>([
    ['url', { url: `${origin}/` }, 'dataworks.cn-shanghai.aliyuncs.com', '/'],
    ['url without a path', { url: origin }, 'dataworks.cn-shanghai.aliyuncs.com', '/'],
    ['uri', { uri: `${origin}/a/b` }, 'dataworks.cn-shanghai.aliyuncs.com', '/a/b'],
    ['uri as a URL', { uri: new URL(`${origin}/a`) }, 'dataworks.cn-shanghai.aliyuncs.com', '/a'],
    [
      'baseURL and a path',
      { baseURL: origin, url: '/v1' },
      'dataworks.cn-shanghai.aliyuncs.com',
      '/v1',
    ],
    ['a port of its own', { url: 'http://127.0.0.1:7001' }, '127.0.0.1:7001', '/'],
    ["the protocol's port", { url: 'https://ecs.aliyuncs.com:443' }, 'ecs.aliyuncs.com', '/'],
    ['capitals', { url: 'HTTPS://ECS.Aliyuncs.com/Path' }, 'ecs.aliyuncs.com', '/Path'],
    [
      'a path to encode',
      { url: 'https://fc.aliyuncs.com/a b/任' },
      'fc.aliyuncs.com',
      '/a%20b/%E4%BB%BB',
    ],
    ['a fragment', { url: `${origin}/#part` }, 'dataworks.cn-shanghai.aliyuncs.com', '/'],
  ])('is read from %s', (_how, options, host, path) => {
    const request = read(options);
    expect(request).toMatchObject({ host, path, query: '' });
    expect(request.url.href).toBe(`${request.url.protocol}//${host}${path}`);
  });

  it.each(['/v1', '', 'dataworks.cn-shanghai.aliyuncs.com'])('cannot be %j', (url) => {
    expect(() => read({ url })).toThrow(UnsignableRequest);
    expect(() => read({ url })).toThrow('is not an absolute address such as https://');
  });

  it('cannot be missing', () => {
    expect(() => readOutgoingRequest({ headers: operation })).toThrow('The URL "" is not');
  });
});

describe('the method', () => {
  it.each<[OutgoingOptions['method'], string]>([
    [undefined, 'GET'],
    ['GET', 'GET'],
    ['post' as 'POST', 'POST'],
    ['DELETE', 'DELETE'],
  ])('%s is signed as %s', (method, signed) => {
    expect(read({ method }).method).toBe(signed);
  });
});

describe('the query', () => {
  it.each<[string, OutgoingOptions, string]>([
    ['in the URL', { url: `${origin}/?b=2&a=1` }, 'a=1&b=2'],
    [
      'in the URL, encoded or not',
      { url: `${origin}/?a=x+y%2B%20z&b='()*!` },
      'a=x%20y%2B%20z&b=%27%28%29%2A%21',
    ],
    ['apart', { qs: { b: '2', a: '1' } }, 'a=1&b=2'],
    ['apart, as text', { qs: 'b=2&a=x+y' as unknown as OutgoingOptions['qs'] }, 'a=x%20y&b=2'],
    [
      'apart, as pairs',
      { qs: new URLSearchParams('b=2&a=1') as unknown as OutgoingOptions['qs'] },
      'a=1&b=2',
    ],
    ['in both places', { url: `${origin}/?a=1`, qs: { a: '0', b: '2' } }, 'a=0&a=1&b=2'],
    ['without a value', { url: `${origin}/?flag`, qs: { empty: '' } }, 'empty=&flag='],
    ['of lists', { qs: { id: [2, '1'] } }, 'id=1&id=2'],
    [
      'of numbers and booleans',
      { qs: { n: 9007199254740991, no: false, zero: 0 } },
      'n=9007199254740991&no=false&zero=0',
    ],
    [
      'of objects, as JSON',
      { qs: { filter: { a: ['x'] } } },
      'filter=%7B%22a%22%3A%5B%22x%22%5D%7D',
    ],
    [
      'without what is null or undefined',
      { qs: { a: null, b: undefined, c: '1' } as never },
      'c=1',
    ],
    ['that is null', { qs: null as never }, ''],
  ])('is taken %s', (_how, options, query) => {
    const request = read(options);
    expect(request.query).toBe(query);
    expect(request.url.search).toBe(query === '' ? '' : `?${query}`);
  });
});

describe('the operation', () => {
  it.each<[string, OutgoingOptions, string]>([
    ['the URL', { url: `${origin}/?Action=A&Version=1&b=2` }, 'b=2'],
    ['the query apart', { url: origin, qs: { Action: 'A', Version: '1', b: '2' } }, 'b=2'],
    ['headers', { url: origin, headers: { 'X-Acs-Action': 'A', 'x-acs-version': '1' } }, ''],
    [
      'headers, before the query',
      {
        url: `${origin}/?Action=B&Version=2`,
        headers: { 'x-acs-action': 'A', 'x-acs-version': '1' },
      },
      'Action=B&Version=2',
    ],
    ['both', { url: `${origin}/?Version=1`, headers: { 'x-acs-action': 'A' } }, ''],
    ['its first name', { url: `${origin}/?Action=A&Action=B&Version=1` }, 'Action=B'],
  ])('is taken from %s', (_where, options, query) => {
    const request = readOutgoingRequest(options);
    expect(request.acsHeaders).toEqual({ 'x-acs-action': 'A', 'x-acs-version': '1' });
    expect(request.query).toBe(query);
  });

  it.each<[string, OutgoingOptions]>([
    ['nothing', {}],
    ['an Action alone', { qs: { Action: 'A' } }],
    ['a Version alone', { headers: { 'x-acs-version': '1' } }],
    ['an empty Action', { qs: { Action: '', Version: '1' } }],
    ['a form', { method: 'POST', form: { Action: 'A', Version: '1' } }],
  ])('is missed in %s', (_what, options) => {
    const request = { url: origin, ...options };
    expect(() => readOutgoingRequest(request)).toThrow(UnsignableRequest);
    expect(() => readOutgoingRequest(request)).toThrow(
      'Add the query parameters Action and Version',
    );
  });

  it('comes with the other headers of Alibaba Cloud, of those alone', () => {
    const headers = { 'X-Acs-Zone': 5, 'x-acs-none': null, Accept: 'x', Authorization: 'y' };
    expect(read({ headers: headers as never }).acsHeaders).toEqual({
      ...operation,
      'x-acs-zone': '5',
    });
  });

  it('is not looked for in names that every object has', () => {
    const { query, acsHeaders } = read({ url: `${origin}/?constructor=1&toString=2` });
    expect({ query, acsHeaders }).toEqual({
      query: 'constructor=1&toString=2',
      acsHeaders: operation,
    });
  });
});

describe('the body', () => {
  const fields = { b: 'x y', a: ['1', 2], none: null };
  const json = '  {"b": "x", "a": 1.0}\n';
  const bytes = Buffer.from([0, 255, 128]);

  it.each<[string, OutgoingOptions, string | Buffer, string | undefined]>([
    ['none', {}, '', undefined],
    ['null', { body: null as never }, '', undefined],
    ['empty text', { body: '' }, '', undefined],
    ["n8n's empty object", { body: {} }, '', undefined],
    ['text', { body: 'a b\n' }, 'a b\n', 'text/plain'],
    [
      'text of a form',
      { body: 'b=x%20y&a=1', headers: { 'Content-Type': FORM } },
      'b=x%20y&a=1',
      FORM,
    ],
    [
      'text of JSON',
      { body: json, headers: { 'content-type': 'application/json' } },
      json,
      'application/json',
    ],
    [
      'a form as an object',
      { body: fields, headers: { 'content-type': FORM } },
      'b=x%20y&a=1&a=2',
      FORM,
    ],
    [
      'a form by another case',
      { body: fields, headers: { 'content-type': `${FORM.toUpperCase()}; charset=utf-8` } },
      'b=x%20y&a=1&a=2',
      `${FORM.toUpperCase()}; charset=utf-8`,
    ],
    ['a form in its own option', { form: fields }, 'b=x%20y&a=1&a=2', FORM],
    ['the text of a form in its own option', { form: 'b=x+y' }, 'b=x+y', FORM],
    ['a form without fields', { form: {} }, '', FORM],
    ['a form of an empty type', { form: 'a=1', headers: { 'Content-Type': '' } }, 'a=1', FORM],
    ['URLSearchParams', { body: new URLSearchParams('b=x+y&a=1') }, 'b=x%20y&a=1', FORM],
    ['an object', { body: { b: 'x y', a: [1] } }, '{"b":"x y","a":[1]}', 'application/json'],
    [
      'an object with a key of a stream',
      { body: { pipe: 'x' } },
      '{"pipe":"x"}',
      'application/json',
    ],
    ['a list', { body: [] }, '[]', 'application/json'],
    ['a number', { body: 5 as never }, '5', 'application/json'],
    ['bytes', { body: bytes }, bytes, 'application/octet-stream'],
    [
      'bytes of a type',
      { body: bytes, headers: { 'content-type': 'image/png' } },
      bytes,
      'image/png',
    ],
    [
      'a part of a larger buffer',
      { body: new Uint8Array([9, 0, 255, 128, 9]).subarray(1, 4) as never },
      bytes,
      'application/octet-stream',
    ],
    [
      'the bytes of a form',
      { body: Buffer.from('a=1'), headers: { 'content-type': FORM } },
      'a=1',
      FORM,
    ],
    ['nothing of a type', { headers: { 'content-type': FORM } }, '', FORM],
  ])('may be %s', (_kind, options, body, contentType) => {
    expect(post(options)).toEqual({ body, contentType });
  });

  it.each(['GET', 'HEAD'] as const)('is left out of a %s', (method) => {
    expect(read({ method, body: { a: 1 } })).toMatchObject({ method, body: '' });
  });

  it.each<[string, OutgoingOptions]>([
    ['multipart', { formData: { file: 'x' } }],
    ['multipart', { body: 'x', headers: { 'Content-Type': 'Multipart/form-data; boundary=x' } }],
    ['streamed', { body: new PassThrough() as never }],
    ['streamed', { body: new FormData() as never }],
    ['streamed', { body: new Blob(['x']) as never }],
    ['streamed', { body: new ArrayBuffer(1) as never }],
  ])('cannot be %s', (kind, options) => {
    expect(() => post(options)).toThrow(UnsignableRequest);
    expect(() => post(options)).toThrow(
      `A ${kind} body cannot be signed for Alibaba Cloud. Send the parameters as`,
    );
  });
});
