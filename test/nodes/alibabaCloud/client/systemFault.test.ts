import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
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

it('gives what n8n says when it refuses to send, without secrets', () => {
  const refusal = new Error('outer', { cause: new Error('Domain <b>not</b> allowed: s3cret') });
  const fault = readSystemFault(actions.ListFiles, refusal, (text) =>
    text.replaceAll('s3cret', '***'),
  );
  expect(fault).toMatchObject({
    kind: 'not sent',
    mayHaveActed: false,
    detail: 'Domain not allowed: ***',
  });
});

test.each([undefined, null, 'text', 7])('takes %p for a refusal to send', (error) => {
  expect(readSystemFault(actions.ListFiles, error)).toMatchObject({
    kind: 'not sent',
    detail: '',
    mayHaveActed: false,
  });
});
