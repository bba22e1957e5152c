import { OPERATIONS } from '../../emulator/operations';
import type { Operation } from '../../emulator/operations/operation';
import { createCall, emulatorUnderTest, SCRIPT } from './emulator-under-test';

const SAMPLE = { string: 'x', id: '10000', num: '1', bool: 'true', json: '[]' } as const;

/** A value of the right type for every required parameter of `operation`, by its place. */
function requiredParameters(operation: Operation) {
  const of = (specs: Operation['query']) =>
    Object.fromEntries(
      Object.entries(specs)
        .filter(([, spec]) => spec.endsWith('*'))
        .map(([name, spec]) => [name, SAMPLE[spec.replace('*', '') as keyof typeof SAMPLE]]),
    );
  return { query: of(operation.query), body: of(operation.body) };
}

const EVERY_REQUIRED = OPERATIONS.flatMap((operation) => {
  const { query, body } = requiredParameters(operation);
  return [
    ...Object.keys(query).map((name) => [operation.action, name, 'query', operation] as const),
    ...Object.keys(body).map((name) => [operation.action, name, 'body', operation] as const),
  ];
});

describe('a required parameter', () => {
  test.each(EVERY_REQUIRED)('%s: %s belongs in the %s', (action, name, place, operation) => {
    const { call } = emulatorUnderTest();
    const sent = requiredParameters(operation);
    const other = place === 'query' ? 'body' : 'query';
    const { [name]: value, ...rest } = sent[place];
    const moved = { ...sent, [place]: rest, [other]: { ...sent[other], [name]: value } };
    const method = operation.verbs[0]!;
    const { version } = operation;
    expect(call({ action, version, method, ...moved } as never)).toMatchObject({
      status: 400,
      body: { Code: `Missing${name}` },
    });
  });

  test('that is empty counts as missing', () => {
    const { call } = emulatorUnderTest();
    expect(call(createCall({ ProjectId: '' })).body).toMatchObject({ Code: 'MissingProjectId' });
    expect(call(createCall({}, { TaskContent: '' })).body).toMatchObject({
      Code: 'MissingTaskContent',
    });
  });
});

test('an optional parameter in the wrong place has no effect', () => {
  const { call } = emulatorUnderTest();
  const { ClientToken, ...query } = createCall({ ClientToken: 'token-1' }).query!;
  const sent = { ...createCall(), query, body: { TaskContent: SCRIPT, ClientToken: ClientToken! } };
  expect(call(sent).body.Success).toBe(true);
  expect(call(sent).body.Code).toBe('Invalid.DI.Parameter.File.Existed');
});

test('a body that is no form has no parameters', () => {
  const { call } = emulatorUnderTest();
  const headers = { 'content-type': 'application/json' };
  expect(call({ ...createCall(), headers }).body.Code).toBe('MissingTaskContent');
});

test.each([
  ['ProjectId', 'ten thousand'],
  ['ProjectId', '10000.5'],
  ['ProjectId', '-10000'],
])('a value of another type is refused: %s %s', (name, value) => {
  const { call } = emulatorUnderTest();
  expect(call(createCall({ [name]: value }))).toMatchObject({
    status: 400,
    body: { Code: `Invalid${name}`, Message: `Specified parameter ${name} is not valid.` },
  });
});

test('an error body is formed as the service forms it', () => {
  const { call } = emulatorUnderTest();
  const { headers, body } = call(createCall({ ProjectId: '' }));
  expect(body).toEqual({
    RequestId: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
    HostId: '127.0.0.1',
    Code: 'MissingProjectId',
    Message: 'ProjectId is mandatory for this action.',
    Recommend: expect.stringContaining('MissingProjectId'),
  });
  expect(headers['x-acs-request-id']).toBe(body.RequestId);
});

test('a request target that is too long is answered with 414', () => {
  const { emulator } = emulatorUnderTest({ maxUrlLength: 1000 });
  const url = `/?TaskContent=${'x'.repeat(1000)}`;
  const reply = emulator.handle({ method: 'POST', url, headers: {}, body: Buffer.alloc(0) });
  expect(reply).toMatchObject({ kind: 'reply', status: 414 });
});
