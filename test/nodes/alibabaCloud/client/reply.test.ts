import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { dataWorks } from '../../../../nodes/DataWorks/api/dataWorks';
import { errors } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18/errors';
import type { Action } from '../../../../nodes/alibabaCloud/service';
import { commonErrors } from '../../../../nodes/alibabaCloud/errors';
import type { RawReply } from '../../../../nodes/alibabaCloud/client/reply';
import { readReply } from '../../../../nodes/alibabaCloud/client/reply';

const ok = { RequestId: 'r-1', Success: true, Data: { FileId: 7, Status: 'success' } };

function read(
  reply: Partial<RawReply> | object,
  action: keyof typeof actions = 'CreateDISyncTask',
) {
  const raw = 'text' in reply ? reply : { text: JSON.stringify(reply) };
  return readReply(actions[action], { status: 200, headers: {}, ...raw } as RawReply);
}

const page = '<html><head><style>p{}</style></head><body><h1>502 Bad Gateway</h1></body></html>';

describe('what counts as success', () => {
  test.each<[string, object | string]>([
    ['the documented reply', ok],
    ['the flag as text', { ...ok, Success: 'true' }],
    ['no Status', { ...ok, Data: { FileId: 7 } }],
    ['a Status that is null', { ...ok, Data: { FileId: 7, Status: null } }],
    ['a byte order mark', `\uFEFF${JSON.stringify(ok)}`],
    ['space around', `\r\n ${JSON.stringify(ok)} \n`],
    ['a Code that says that it worked', { ...ok, Code: '200' }],
  ])('%s', (_what, reply) => {
    const text = typeof reply === 'string' ? reply : JSON.stringify(reply);
    expect(read({ text })).toEqual({ ok: true, body: JSON.parse(text.replace('\uFEFF', '')) });
  });

  it('needs no Success where the operation has none, but a RequestId', () => {
    expect(read({ RequestId: 'r', PageResult: {} }, 'ListProjects').ok).toBe(true);
    expect(read({ PageResult: {} }, 'ListProjects')).toMatchObject({
      ok: false,
      kind: 'damaged reply',
    });
  });

  it('keeps ids above 2^53 exact', () => {
    const reply = read({
      text: '{"Success":true,"RequestId":"r","Data":{"FileId":9007199254740993}}',
    });
    expect(reply).toMatchObject({ ok: true, body: { Data: { FileId: '9007199254740993' } } });
  });

  it('tells the server clock', () => {
    const headers = { date: 'Mon, 01 Jan 2024 00:00:07 GMT' };
    const text = JSON.stringify(ok);
    expect(read({ text, headers })).toMatchObject({ serverTime: Date.UTC(2024, 0, 1, 0, 0, 7) });
    expect(read({ text, headers: { date: 'today' } })).not.toHaveProperty('serverTime');
  });
});

describe('a reply that is none of the API', () => {
  test.each<[string, Partial<RawReply>, { kind: string; acted: boolean; detail: RegExp }]>([
    ['an empty one', { text: '' }, { kind: 'damaged reply', acted: true, detail: /empty/ }],
    ['space', { text: ' \n' }, { kind: 'damaged reply', acted: true, detail: /empty/ }],
    [
      'a bare byte order mark',
      { text: '\uFEFF' },
      { kind: 'damaged reply', acted: true, detail: /empty/ },
    ],
    ['null', { text: 'null' }, { kind: 'damaged reply', acted: true, detail: /not a JSON object/ }],
    ['a list', { text: '[]' }, { kind: 'damaged reply', acted: true, detail: /not a JSON object/ }],
    [
      'a string',
      { text: '"ok"' },
      { kind: 'damaged reply', acted: true, detail: /not a JSON object/ },
    ],
    [
      'an empty object',
      { text: '{}' },
      { kind: 'damaged reply', acted: true, detail: /does not say Success/ },
    ],
    [
      'a cut one',
      { text: '{"Success": tr' },
      { kind: 'damaged reply', acted: true, detail: /not JSON\. It begins: \{"Success": tr/ },
    ],
    [
      'one that broke off',
      { text: '{"Success": true}', cut: 'broken' },
      { kind: 'damaged reply', acted: true, detail: /broke off/ },
    ],
    [
      'one of more than 10 MB',
      { text: '  ', cut: 'too long' },
      { kind: 'odd reply', acted: true, detail: /larger than 10 MB/ },
    ],
    [
      'a captive portal',
      { text: page },
      { kind: 'odd reply', acted: true, detail: /not JSON\. It begins: 502 Bad Gateway$/ },
    ],
    ['a redirect', { status: 302, text: '' }, { kind: 'odd reply', acted: false, detail: /empty/ }],
    [
      'HTML with 400',
      { status: 400, text: page },
      { kind: 'odd reply', acted: false, detail: /not JSON/ },
    ],
    [
      'HTML with 414',
      { status: 414, text: page },
      { kind: 'odd reply', acted: false, detail: /not JSON/ },
    ],
    [
      'HTML with 429',
      { status: 429, text: page },
      { kind: 'throttled', acted: false, detail: /not JSON/ },
    ],
    [
      'HTML with 500',
      { status: 500, text: page },
      { kind: 'unavailable', acted: true, detail: /not JSON/ },
    ],
    [
      'HTML with 502',
      { status: 502, text: page },
      { kind: 'unavailable', acted: true, detail: /502 Bad Gateway$/ },
    ],
    [
      'nothing with 503',
      { status: 503, text: '' },
      { kind: 'unavailable', acted: true, detail: /empty/ },
    ],
    [
      'JSON of somebody else with 400',
      { status: 400, text: '{"error":"x"}' },
      { kind: 'odd reply', acted: false, detail: /names no error code/ },
    ],
    [
      'JSON of somebody else with 504',
      { status: 504, text: '{"error":"x"}' },
      { kind: 'unavailable', acted: true, detail: /names no error code/ },
    ],
  ])('%s', (_what, raw, { kind, acted, detail }) => {
    const reading = read(raw);
    expect(reading).toMatchObject({
      ok: false,
      kind,
      action: actions.CreateDISyncTask,
      mayHaveActed: acted,
      httpStatus: raw.status ?? 200,
      detail: expect.stringMatching(detail),
    });
    expect(reading).not.toHaveProperty('code');
  });

  test.each<[string, object]>([
    ['no Success', { RequestId: 'r-1', Data: { FileId: 7, Status: 'success' } }],
    ['a Status of its own', { ...ok, Data: { FileId: 7, Status: 'running' } }],
  ])('with %s leaves open whether the task was made', (_what, body) => {
    expect(read(body)).toMatchObject({
      kind: 'damaged reply',
      mayHaveActed: true,
      requestId: 'r-1',
    });
  });

  it('takes RequestId and the wait from the headers', () => {
    const headers = { 'x-acs-request-id': 'r-9', 'x-acs-retry-after': '1500' };
    expect(read({ status: 429, text: page, headers })).toMatchObject({
      requestId: 'r-9',
      retryAfterMs: 1500,
    });
  });
});

describe('a refusal', () => {
  it('under HTTP 200, in the way of the DISync operations', () => {
    const body = {
      Success: false,
      RequestId: 'r-2',
      Data: { Status: 'fail', Message: 'Invalid path: a' },
    };
    expect(read(body)).toEqual({
      ok: false,
      kind: 'refused',
      action: actions.CreateDISyncTask,
      detail: 'Invalid path: a',
      httpStatus: 200,
      mayHaveActed: false,
      requestId: 'r-2',
    });
    expect(read({ ...body, Success: true })).toMatchObject({
      kind: 'refused',
      mayHaveActed: false,
    });
    expect(read({ ...body, Success: 'false' })).toMatchObject({ kind: 'refused' });
  });

  it('under HTTP 200, in the way of the file operations', () => {
    const body = {
      Success: false,
      ErrorCode: 'Invalid.File',
      ErrorMessage: 'No file.',
      HttpStatusCode: 400,
      RequestId: 'r',
    };
    expect(read(body, 'GetFile')).toMatchObject({
      kind: 'refused',
      code: 'Invalid.File',
      detail: 'No file.',
    });
  });

  it('that says nothing but no', () => {
    expect(read({ Success: false })).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(/Success/),
    });
  });

  test.each(Object.entries({ ...errors, ...commonErrors(dataWorks) }))(
    '%s has the kind of the table',
    (code, { kind }) => {
      const status = kind === 'throttled' ? 429 : 400;
      const text = JSON.stringify({ Code: code, Message: 'Words.', RequestId: 'r' });
      expect(read({ status, text })).toMatchObject({
        kind: kind ?? 'refused',
        code,
        detail: 'Words.',
      });
    },
  );

  test.each<[number, string, boolean]>([
    [400, 'Invalid.DI.Parameter', false],
    [429, 'Throttling.Api', false],
    [429, 'Throttling.Api.Risk', false],
    [500, 'InternalError.System', true],
    [500, 'InternalError.DI.Parameter', true],
    [500, 'Not.In.The.Table', true],
    [503, 'Not.In.The.Table', true],
    [500, 'Forbidden.Not.Server', false],
    [500, 'InternalError.UserId.Missing', false],
    [400, 'SignatureNonceUsed', true],
  ])('HTTP %d %s: may have acted: %p', (status, code, acted) => {
    const text = JSON.stringify({ Code: code, Message: 'm', RequestId: 'r' });
    expect(read({ status, text })).toMatchObject({ code, mayHaveActed: acted });
  });

  test.each<[unknown, number | undefined]>([
    ['0', 0],
    ['1500', 1500],
    [250, 250],
    ['', undefined],
    ['soon', undefined],
    ['-1', undefined],
    [undefined, undefined],
    ['Infinity', undefined],
  ])('x-acs-retry-after %p asks for %p ms', (value, ms) => {
    const text = JSON.stringify({ Code: 'Throttling.User', Message: 'm', RequestId: 'r' });
    const reading = read({ status: 429, text, headers: { 'x-acs-retry-after': value } });
    expect('retryAfterMs' in reading ? reading.retryAfterMs : undefined).toBe(ms);
  });

  it.each<[object, number, string, number | undefined]>([
    [{ 'x-ratelimit-user': 'Limit:1,Remain:0,TimeLeft:2000,Reset:1234' }, 400, 'Throttling', 2_000],
    [{ 'x-ratelimit-user-api': 'Limit:1, TimeLeft: 700' }, 400, '9990020002', 700],
    [
      { 'x-ratelimit-user-api': 'TimeLeft:700', 'x-ratelimit-user': 'TimeLeft:900' },
      429,
      'Throttling.User',
      900,
    ],
    [{ 'x-ratelimit-user': 'TimeLeft:9', 'x-acs-retry-after': '5' }, 429, 'Throttling.User', 5],
    [{ 'x-ratelimit-user': 'TimeLeft:2000' }, 503, 'ServiceUnavailable', undefined],
    [{ 'x-ratelimit-user': 'TimeLeft:-1' }, 429, 'Throttling.User', undefined],
    [{ 'x-ratelimit-user': 'TimeLeft' }, 429, 'Throttling.User', undefined],
    [{ 'x-ratelimit-user': ['TimeLeft:1'] }, 429, 'Throttling.User', undefined],
  ])('the headers %j under HTTP %d %s ask for %p ms', (headers, status, Code, ms) => {
    const text = JSON.stringify({ Code, Message: 'm', RequestId: 'r' });
    const reading = read({ status, text, headers });
    expect('retryAfterMs' in reading ? reading.retryAfterMs : undefined).toBe(ms);
  });

  it.each<[number, string, object]>([
    [
      503,
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><RequestId>r-7</RequestId><HostId>h</HostId><Code>ServiceUnavailable</Code><Message>Busy &amp; <![CDATA[x]]></Message></Error>',
      { kind: 'unavailable', code: 'ServiceUnavailable', requestId: 'r-7', mayHaveActed: true },
    ],
    [
      400,
      '<Error><Code>Throttling.User</Code><Message>m</Message><RequestId>r-7</RequestId></Error>',
      { kind: 'throttled', code: 'Throttling.User', requestId: 'r-7', mayHaveActed: false },
    ],
    [
      200,
      '<GetFileResponse><Code>InvalidNodeId</Code></GetFileResponse>',
      { kind: 'refused', code: 'InvalidNodeId', mayHaveActed: false },
    ],
    [500, '<Error>none</Error>', { kind: 'unavailable', mayHaveActed: true }],
    [403, page, { kind: 'odd reply', mayHaveActed: false }],
    [200, '<html><Code>X</Code></html>', { kind: 'odd reply', mayHaveActed: true }],
  ])('HTTP %d in XML or HTML: %s', (status, text, expected) => {
    expect(read({ status, text })).toMatchObject(expected);
  });

  it('reads a refusal that comes under HTTP 200 without a code', () => {
    const { ListProjects } = actions;
    const answer = (body: object, action: Action = ListProjects) =>
      readReply(action, { status: 200, headers: {}, text: JSON.stringify(body) });
    const no = { Success: false, Message: 'not now' };
    expect(answer({ RequestId: 'r', Success: true }).ok).toBe(true);
    expect(answer({ RequestId: 'r', ...no })).toMatchObject({
      kind: 'refused',
      detail: 'not now',
      mayHaveActed: false,
    });
    const none = { RequestId: 'r', SuccessInfo: { 7: no } };
    const some = { RequestId: 'r', SuccessInfo: { 6: { Success: true }, 7: no } };
    expect(answer(none)).toMatchObject({
      kind: 'refused',
      detail: '7: not now',
      mayHaveActed: false,
    });
    expect(answer(some)).toMatchObject({ kind: 'refused', mayHaveActed: true });
    expect(answer(some, { ...ListProjects, accepted: 'result per id' }).ok).toBe(true);
  });

  it('shows neither markup nor what is too long, in any of its texts', () => {
    const long = 'x'.repeat(600);
    const text = JSON.stringify({
      Code: `<b>${long}`,
      Message: `<i>${long}</i>`,
      RequestId: `<u>\u0000${long}`,
    });
    const reading = read({ status: 400, text });
    expect(reading).toMatchObject({
      code: `${'x'.repeat(99)}…`,
      requestId: `${'x'.repeat(99)}…`,
      detail: `${'x'.repeat(499)}…`,
    });
  });

  it('takes the secrets out before anything is cut', () => {
    const conceal = (said: string) => said.replaceAll('s3cret', '***');
    const Message = `${'x'.repeat(497)}s3cret`;
    const text = JSON.stringify({ Code: 'a.s3cret', Message, RequestId: 's3cret', Data: {} });
    const raw = { status: 400, headers: {}, text };
    expect(readReply(actions.CreateDISyncTask, raw, conceal)).toMatchObject({
      code: 'a.***',
      requestId: '***',
      detail: `${'x'.repeat(497)}***`,
    });
  });
});
