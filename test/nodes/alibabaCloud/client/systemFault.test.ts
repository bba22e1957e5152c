import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { InvalidLocation } from '../../../../nodes/alibabaCloud/endpoints';
import { UnsignableRequest } from '../../../../nodes/alibabaCloud/signature/unsignableRequest';
import { readSystemFault } from '../../../../nodes/alibabaCloud/client/systemFault';

/** What n8n's helper throws: its own error around axios's around the system's. */
function thrown(system: object): Error {
  const axios = Object.assign(new Error('https://host/?TaskParam=s3cret'), {
    isAxiosError: true,
    code: (system as { code?: string }).code,
    cause: Object.assign(new Error('at the system'), system),
  });
  return new Error('NodeApiError', { cause: axios });
}

test.each<[string, object, { kind: string; acted: boolean; detail: RegExp }]>([
  [
    'refused',
    { code: 'ECONNREFUSED', syscall: 'connect' },
    { kind: 'unreachable', acted: false, detail: /nothing listens/ },
  ],
  [
    'host not known',
    { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
    { kind: 'unreachable', acted: false, detail: /host name is not known/ },
  ],
  [
    'no name server',
    { code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
    { kind: 'unreachable', acted: false, detail: /looked up/ },
  ],
  [
    'no route when connecting',
    { code: 'EHOSTUNREACH', syscall: 'connect' },
    { kind: 'unreachable', acted: false, detail: /no route to the host/ },
  ],
  [
    'no route when connected',
    { code: 'EHOSTUNREACH', syscall: 'read' },
    { kind: 'network', acted: true, detail: /no route to the host/ },
  ],
  [
    'network down when connected',
    { code: 'ENETDOWN', syscall: 'write' },
    { kind: 'network', acted: true, detail: /network is down/ },
  ],
  [
    'time over when connecting',
    { code: 'ETIMEDOUT', syscall: 'connect' },
    { kind: 'unreachable', acted: false, detail: /time limit/ },
  ],
  [
    'every address of a host',
    { code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] },
    { kind: 'unreachable', acted: false, detail: /time limit/ },
  ],
  [
    'reset',
    { code: 'ECONNRESET', syscall: 'read' },
    { kind: 'network', acted: true, detail: /closed before the reply/ },
  ],
  [
    'broken pipe',
    { code: 'EPIPE', syscall: 'write' },
    { kind: 'network', acted: true, detail: /closed while/ },
  ],
  ['time over', { code: 'ECONNABORTED' }, { kind: 'network', acted: true, detail: /time limit/ }],
  [
    'bad certificate',
    { code: 'CERT_HAS_EXPIRED' },
    { kind: 'odd reply', acted: false, detail: /no secure connection/ },
  ],
  ['TLS', { code: 'EPROTO' }, { kind: 'odd reply', acted: false, detail: /no secure connection/ }],
  [
    'no HTTP',
    { code: 'HPE_INVALID_CONSTANT' },
    { kind: 'network', acted: true, detail: /connection broke/ },
  ],
  ['without a code', {}, { kind: 'network', acted: true, detail: /connection broke/ }],
])('%s', (_what, system, { kind, acted, detail }) => {
  const fault = readSystemFault(actions.ListFiles, thrown(system));
  expect(fault).toMatchObject({ ok: false, kind, action: actions.ListFiles, mayHaveActed: acted });
  expect(fault.detail).toMatch(detail);
  expect(fault.code).toBe((system as { code?: string }).code);
  expect(JSON.stringify(fault)).not.toContain('s3cret');
});

it('does not show how it ended a call itself', () => {
  const fault = readSystemFault(actions.ListFiles, thrown({ code: 'ERR_CANCELED' }));
  expect(fault).toMatchObject({
    kind: 'network',
    mayHaveActed: true,
    detail: 'no reply came within the time limit',
  });
  expect(fault).not.toHaveProperty('code');
});

test.each([
  ["the credential's domains", 'Domain not allowed: <b>s3cret</b>'],
  ['the guard of addresses', 'The request was blocked because it resolves to <b>s3cret</b>'],
])('gives what n8n says when it refuses to send by %s, without secrets', (_by, message) => {
  const refusal = new Error('outer', { cause: new Error(message) });
  for (const error of [refusal, Object.assign(new Error(message), { httpCode: null })]) {
    const fault = readSystemFault(actions.ListFiles, error, (text) =>
      text.replaceAll('s3cret', '***'),
    );
    expect(fault).toMatchObject({ kind: 'not sent', mayHaveActed: false });
    expect(fault.detail).toBe(message.replace(/<b>.*<\/b>/, '***'));
  }
});

test.each([UnsignableRequest, InvalidLocation])(
  'knows that the credential refused to sign, however n8n wraps it: %p',
  (Refusal) => {
    const refusal = new Refusal('Copy it again.');
    const node = { id: '', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
    const wrapped = new NodeApiError(node as INode, refusal as unknown as JsonObject);
    const bare = Object.assign(new Error(wrapped.message), { description: wrapped.description });
    for (const error of [refusal, wrapped, bare]) {
      expect(readSystemFault(actions.ListFiles, error)).toMatchObject({
        kind: 'not sent',
        mayHaveActed: false,
        detail: 'Copy it again.',
      });
    }
  },
);

describe("an error of n8n-core up to 2.33, which has no cause and the system's code as httpCode", () => {
  const old = (httpCode: string | null, ...messages: string[]) =>
    Object.assign(new Error("n8n's own words"), { httpCode, messages, description: null });

  test.each<[string, string, string, boolean]>([
    ['ECONNRESET', 'socket hang up', 'network', true],
    ['ECONNRESET', 'read ECONNRESET', 'network', true],
    ['ECONNABORTED', 'timeout of 100ms exceeded', 'network', true],
    ['ERR_CANCELED', 'canceled', 'network', true],
    ['EPIPE', 'write EPIPE', 'network', true],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', 'unreachable', false],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND no-such-host.invalid', 'unreachable', false],
    ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', 'unreachable', false],
    ['EHOSTUNREACH', 'read EHOSTUNREACH', 'network', true],
    ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', 'unreachable', false],
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'odd reply', false],
  ])('%s (%s)', (httpCode, message, kind, mayHaveActed) => {
    const fault = readSystemFault(actions.ListFiles, old(httpCode, message, message));
    expect(fault).toMatchObject({ kind, mayHaveActed });
    expect(fault.code).toBe(httpCode === 'ERR_CANCELED' ? undefined : httpCode);
    expect(fault.detail).not.toContain('10.0.0.1');
  });

  it('may have acted when it says nothing', () => {
    expect(readSystemFault(actions.ListFiles, old(null, 'odd'))).toMatchObject({
      kind: 'network',
      mayHaveActed: true,
    });
  });
});

test.each([undefined, null, 'text', 7, {}, new Error('odd'), new TypeError('odd')])(
  'takes %p, of which nothing is known, for one after which the server may have acted',
  (error) => {
    expect(readSystemFault(actions.ListFiles, error)).toMatchObject({
      kind: 'network',
      mayHaveActed: true,
    });
  },
);
