import { gunzipSync } from 'node:zlib';
import type { EmulatorOptions, Fault, Outcome, Reply } from '../../emulator';
import { createCall, emulatorUnderTest } from './emulator-under-test';
import { signedRequest } from './signed-request';

/** An emulator that meets `faults`, and a create call to it. */
function withFaults(faults: Fault[], options: EmulatorOptions = {}) {
  const under = emulatorUnderTest(options);
  for (const fault of faults) under.emulator.faults.add(fault);
  const create = (query: Record<string, string> = {}): Outcome =>
    under.emulator.handle(signedRequest({ ...createCall(query), at: under.emulator.clock.now() }));
  const made = () => under.emulator.state.files.size;
  return { ...under, create, made };
}

/** The reply of one create call under `fault`, and how many tasks there are then. */
function replyUnder(fault: Fault): { reply: Reply; text: string; made: number } {
  const { create, made } = withFaults([fault]);
  const outcome = create();
  if (outcome.kind !== 'reply') throw new Error('The connection was ended.');
  return { reply: outcome, text: outcome.body.toString('utf8'), made: made() };
}

describe('the connection', () => {
  test.each<[Fault, Outcome, number]>([
    [{ kind: 'drop-request' }, { kind: 'dropped', how: 'close', acted: false }, 0],
    [{ kind: 'drop-reply' }, { kind: 'dropped', how: 'close', acted: true }, 1],
    [{ kind: 'reset' }, { kind: 'dropped', how: 'reset', acted: false }, 0],
    [{ kind: 'reset', acts: true }, { kind: 'dropped', how: 'reset', acted: true }, 1],
  ])('%j', (fault, outcome, tasks) => {
    const { create, made, emulator } = withFaults([fault]);
    expect(create()).toEqual(outcome);
    expect(made()).toBe(tasks);
    expect(emulator.log).toMatchObject([
      { fault: fault.kind, status: undefined, acted: tasks === 1 },
    ]);
    expect(create()).toMatchObject({ kind: 'reply', status: tasks === 1 ? 400 : 200 });
  });

  test.each<[Fault, Partial<Reply>]>([
    [{ kind: 'delay', ms: 700 }, { delayMs: 700 }],
    [{ kind: 'stall' }, { halfSent: 'stall' }],
    [{ kind: 'cut' }, { halfSent: 'cut' }],
  ])('%j acts and says how the reply is to be sent', (fault, how) => {
    const { reply, text, made } = replyUnder(fault);
    expect(reply).toMatchObject({ status: 200, ...how });
    expect(JSON.parse(text)).toMatchObject({ Success: true });
    expect(made).toBe(1);
  });

  test('a dropped reply of a refused call has not acted', () => {
    const { emulator } = withFaults([{ kind: 'drop-reply' }]);
    const request = signedRequest({ ...createCall(), secret: 'guessed' });
    expect(emulator.handle(request)).toMatchObject({ kind: 'dropped', acted: false });
  });
});

describe('refusals', () => {
  test.each<[Fault, number, string]>([
    [{ kind: 'throttle' }, 429, 'Throttling.Api'],
    [{ kind: 'throttle', code: 'Throttling.System' }, 429, 'Throttling.System'],
    [{ kind: 'day-quota-spent' }, 429, 'Throttling.Api.Risk'],
    [{ kind: 'expired-token' }, 400, 'InvalidSecurityToken.Expired'],
    [{ kind: 'error', code: 'InternalError.System' }, 500, 'InternalError.System'],
    [{ kind: 'error', code: 'InternalError.DI.Parameter' }, 500, 'InternalError.DI.Parameter'],
    [{ kind: 'error', code: 'Forbidden.Not.Server' }, 500, 'Forbidden.Not.Server'],
    [{ kind: 'error', code: 'ServiceUnavailable', status: 503 }, 503, 'ServiceUnavailable'],
    [{ kind: 'error', code: 'Unheard.Of' }, 500, 'Unheard.Of'],
    [{ kind: 'clock-off', ms: 16 * 60_000 }, 400, 'InvalidTimeStamp.Expired'],
    [{ kind: 'clock-off', ms: -16 * 60_000 }, 400, 'InvalidTimeStamp.Expired'],
  ])('%j gives %d %s and does nothing', (fault, status, code) => {
    const { reply, text, made } = replyUnder(fault);
    expect(reply.status).toBe(status);
    expect(reply.headers['x-acs-retry-after']).toBeUndefined();
    expect(JSON.parse(text)).toMatchObject({ Code: code, RequestId: expect.any(String) });
    expect(made).toBe(0);
  });

  test('throttling can say how long to wait', () => {
    const { reply } = replyUnder({ kind: 'throttle', retryAfterMs: 1234 });
    expect(reply.headers['x-acs-retry-after']).toBe('1234');
  });

  test('an error can come after the act', () => {
    const { reply, made } = replyUnder({ kind: 'error', code: 'InternalError.System', acts: true });
    expect([reply.status, made]).toEqual([500, 1]);
  });

  test.each([502, 503, 504])('a front server answers %d in HTML', (status) => {
    const { reply, text, made } = replyUnder({ kind: 'html', status });
    expect(reply).toMatchObject({ status, headers: { 'content-type': 'text/html' } });
    expect(text).toContain(`<h1>${status} `);
    expect(made).toBe(0);
    expect(replyUnder({ kind: 'html', status, acts: true }).made).toBe(1);
  });
});

describe('odd replies', () => {
  const under = (reply: Extract<Fault, { kind: 'odd-reply' }>['reply'], acts = false) =>
    replyUnder({ kind: 'odd-reply', reply, acts });

  test.each([
    ['empty', ''],
    ['null', 'null'],
    ['list', '[]'],
    ['string', '"ok"'],
  ] as const)('%s', (name, body) => {
    const { reply, text, made } = under(name);
    expect([reply.status, text, made]).toEqual([200, body, 0]);
    expect(under(name, true).made).toBe(1);
  });

  test('a captive portal and a redirect to one', () => {
    expect(under('captive-portal')).toMatchObject({
      reply: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } },
      text: expect.stringContaining('<!DOCTYPE html>'),
    });
    expect(under('redirect').reply).toMatchObject({
      status: 302,
      headers: { location: '/_emulator/portal' },
    });
  });

  test('those made from the real reply have acted', () => {
    const cut = under('truncated-json');
    expect(() => JSON.parse(cut.text)).toThrow(SyntaxError);
    const bom = under('bom');
    expect(bom.text.charCodeAt(0)).toBe(0xfeff);
    const gzip = under('gzip');
    expect(gzip.reply.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(gzip.reply.body).toString())).toMatchObject({ Success: true });
    const oversized = under('oversized');
    expect(oversized.reply.body.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(oversized.text)).toMatchObject({ Success: true });
    expect([cut, bom, gzip, oversized].map(({ made }) => made)).toEqual([1, 1, 1, 1]);
  });
});

describe('forgotten client tokens', () => {
  const token = { ClientToken: 'token-1' };

  test('at once: the same call again finds the name taken', () => {
    const { create } = withFaults([{ kind: 'forget-client-tokens', after: 1 }]);
    expect(create(token)).toMatchObject({ status: 200 });
    expect(create(token)).toMatchObject({ status: 400 });
  });

  test('after a time', () => {
    const forget: Fault = { kind: 'forget-client-tokens', olderThanMs: 1000, times: 'always' };
    const { create, emulator } = withFaults([forget]);
    create(token);
    emulator.clock.advance(999);
    expect(create(token)).toMatchObject({ status: 200 });
    emulator.clock.advance(1);
    expect(create(token)).toMatchObject({ status: 400 });
  });
});

describe('which requests a fault meets', () => {
  const statuses = (faults: Fault[], count: number) => {
    const { call, emulator } = withFaults(faults);
    const met = Array.from({ length: count }, () => call({ action: 'ListProjects' }).status);
    return { met, emulator };
  };

  test('one, unless it says otherwise', () => {
    const { met, emulator } = statuses([{ kind: 'throttle' }], 3);
    expect(met).toEqual([429, 200, 200]);
    expect(emulator.faults.list()).toEqual([]);
  });

  test('after some, a number of times, or always', () => {
    expect(statuses([{ kind: 'throttle', after: 1, times: 2 }], 4).met).toEqual([
      200, 429, 429, 200,
    ]);
    expect(statuses([{ kind: 'throttle', times: 'always' }], 3).met).toEqual([429, 429, 429]);
  });

  test('those of its action', () => {
    const fault: Fault = { kind: 'throttle', action: 'CreateDISyncTask' };
    const { create, call } = withFaults([fault]);
    expect(call({ action: 'ListProjects' }).status).toBe(200);
    expect(create()).toMatchObject({ status: 429 });
  });

  test('several, each in its turn', () => {
    const faults: Fault[] = [{ kind: 'throttle' }, { kind: 'error', code: 'InternalError.System' }];
    expect(statuses(faults, 3).met).toEqual([429, 500, 200]);
  });

  test('none once removed or cleared', () => {
    const { emulator, call } = withFaults([]);
    emulator.faults.remove(emulator.faults.add({ kind: 'throttle' }));
    expect(call({ action: 'ListProjects' }).status).toBe(200);
    emulator.faults.add({ kind: 'throttle' });
    emulator.faults.random({ seed: 1, chances: [{ fault: { kind: 'throttle' }, probability: 1 }] });
    emulator.faults.clear();
    expect(call({ action: 'ListProjects' }).status).toBe(200);
  });
});

describe('faults by chance', () => {
  const run = (seed: number, limit?: number) => {
    const { emulator, call } = emulatorUnderTest();
    emulator.faults.random({
      seed,
      ...(limit !== undefined && { limit }),
      chances: [
        { fault: { kind: 'throttle' }, probability: 0.2 },
        { fault: { kind: 'error', code: 'InternalError.System' }, probability: 0.1 },
      ],
    });
    return Array.from({ length: 1000 }, () => call({ action: 'ListProjects' }).status);
  };
  const share = (statuses: number[], status: number) =>
    statuses.filter((one) => one === status).length / statuses.length;

  test('come as often as asked, and the same with the same seed', () => {
    const statuses = run(7);
    expect(share(statuses, 429)).toBeCloseTo(0.2, 1);
    expect(share(statuses, 500)).toBeCloseTo(0.1, 1);
    expect(run(7)).toEqual(statuses);
    expect(run(8)).not.toEqual(statuses);
  });

  test('end at their limit', () => {
    expect(run(7, 3).filter((status) => status !== 200)).toHaveLength(3);
  });
});
