import { request, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { startEmulator, type RunningEmulator } from '../../emulator';
import { createCall } from './emulator-under-test';
import { signedRequest } from './signed-request';

let running: RunningEmulator;
beforeEach(async () => {
  running = await startEmulator();
});
afterEach(() => running.close());

async function addFault(fault: Record<string, unknown>) {
  const init = { method: 'POST', body: JSON.stringify(fault) };
  const reply = await fetch(`${running.url}/_emulator/faults`, init);
  return { status: reply.status, body: await reply.json() };
}

interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** How the reply's end went wrong, if it did. */
  failure?: string;
}

/**
 * Sends a create call on a new connection. Rejects when the connection ends before a reply's head;
 * `stallMs`: gives up waiting for the body so long after the head.
 */
function create(stallMs?: number): Promise<Received> {
  const { url, headers, body, method } = signedRequest({ ...createCall(), at: Date.now() });
  return new Promise((resolve, reject) => {
    const sent = request(
      { port: running.port, path: url, method, headers: { ...headers }, agent: false },
      (reply) => {
        const chunks: Buffer[] = [];
        const received = (failure?: string) =>
          resolve({
            status: reply.statusCode!,
            headers: reply.headers,
            body: Buffer.concat(chunks),
            ...(failure !== undefined && { failure }),
          });
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () => received());
        reply.on('error', (failure: NodeJS.ErrnoException) => received(failure.code));
        if (stallMs !== undefined) reply.setTimeout(stallMs, () => received('no more came'));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const made = () => running.emulator.state.files.size;

test.each([
  [{ kind: 'drop-request' }, 0],
  [{ kind: 'drop-reply' }, 1],
  [{ kind: 'reset' }, 0],
  [{ kind: 'reset', acts: true }, 1],
])('%j ends the connection', async (fault, tasks) => {
  await addFault(fault);
  await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(made()).toBe(tasks);
});

test('a delayed reply comes later', async () => {
  await addFault({ kind: 'delay', ms: 120 });
  const before = performance.now();
  expect(await create()).toMatchObject({ status: 200 });
  expect(performance.now() - before).toBeGreaterThanOrEqual(119);
});

test('closing the emulator does not wait for a delayed reply', async () => {
  await addFault({ kind: 'delay', ms: 3_600_000 });
  const waiting = create().catch(({ code }) => code);
  const arrived = async () => {
    while (made() === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  await arrived();
  await running.close();
  expect(await waiting).toBeDefined();
});

test('a reply that stalls sends half of its body', async () => {
  await addFault({ kind: 'stall' });
  const { body, headers, failure } = await create(60);
  expect(failure).toBe('no more came');
  expect(body.length).toBe(Math.floor(Number(headers['content-length']) / 2));
});

test('a reply that is cut ends early', async () => {
  await addFault({ kind: 'cut' });
  const { body, headers, failure } = await create();
  expect(failure).toBe('ECONNRESET');
  expect(body.length).toBeLessThan(Number(headers['content-length']));
});

test.each([
  [{ kind: 'throttle', retryAfterMs: 5 }, 429, 'Throttling.Api'],
  [{ kind: 'day-quota-spent' }, 429, 'Throttling.Api.Risk'],
  [{ kind: 'error', code: 'InternalError.System' }, 500, 'InternalError.System'],
  [{ kind: 'expired-token' }, 400, 'InvalidSecurityToken.Expired'],
  [{ kind: 'clock-off', ms: 1_000_000 }, 400, 'InvalidTimeStamp.Expired'],
])('%j is a JSON refusal', async (fault, status, code) => {
  await addFault(fault);
  const reply = await create();
  expect(reply.status).toBe(status);
  expect(JSON.parse(reply.body.toString())).toMatchObject({ Code: code });
  expect(reply.headers['x-acs-retry-after']).toBe('retryAfterMs' in fault ? '5' : undefined);
});

test.each([
  [{ kind: 'html', status: 502 }, 502, /502 Bad Gateway/],
  [{ kind: 'odd-reply', reply: 'empty' }, 200, /^$/],
  [{ kind: 'odd-reply', reply: 'null' }, 200, /^null$/],
  [{ kind: 'odd-reply', reply: 'list' }, 200, /^\[\]$/],
  [{ kind: 'odd-reply', reply: 'string' }, 200, /^"ok"$/],
  [{ kind: 'odd-reply', reply: 'captive-portal' }, 200, /Sign in/],
  [{ kind: 'odd-reply', reply: 'redirect' }, 302, /^$/],
  [{ kind: 'odd-reply', reply: 'truncated-json' }, 200, /^\{"RequestId[^}]*$/],
  [{ kind: 'odd-reply', reply: 'bom' }, 200, /^\ufeff\{"RequestId/],
])('%j', async (fault, status, text) => {
  await addFault(fault);
  const reply = await create();
  expect(reply.status).toBe(status);
  expect(text.test(reply.body.toString('utf8'))).toBe(true);
});

test('an oversized reply is longer than 10 MB', async () => {
  await addFault({ kind: 'odd-reply', reply: 'oversized' });
  expect((await create()).body.length).toBeGreaterThan(10 * 1024 * 1024);
});

test('a gzip reply says so, and the redirect leads to a page', async () => {
  await addFault({ kind: 'odd-reply', reply: 'gzip' });
  const { headers, body } = await create();
  expect(headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ Success: true });

  await addFault({ kind: 'odd-reply', reply: 'redirect' });
  const { location } = (await create()).headers;
  expect(await (await fetch(`${running.url}${location}`)).text()).toContain('Sign in');
});

test('the control API lists and clears faults and refuses what it does not know', async () => {
  const { body } = await addFault({ kind: 'throttle', action: 'GetFile', times: 'always' });
  const list = async () => (await fetch(`${running.url}/_emulator/faults`)).json();
  expect(await list()).toEqual([
    { id: body.id, kind: 'throttle', action: 'GetFile', times: 'always' },
  ]);
  await fetch(`${running.url}/_emulator/faults`, { method: 'DELETE' });
  expect(await list()).toEqual([]);
  for (const wrong of [
    { kind: 'earthquake' },
    { kind: 'delay' },
    { kind: 'odd-reply', reply: 'x' },
  ]) {
    expect((await addFault(wrong)).status).toBe(400);
  }
});

test('the control API sets faults by chance and quotas', async () => {
  const post = (path: string, body: unknown) =>
    fetch(`${running.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  await post('random-faults', {
    seed: 1,
    chances: [{ fault: { kind: 'html', status: 503 }, probability: 1 }],
  });
  expect((await create()).status).toBe(503);
  await fetch(`${running.url}/_emulator/faults`, { method: 'DELETE' });
  await post('quota', { callsPerDay: 0 });
  expect((await create()).status).toBe(429);
  expect((await post('random-faults', { seed: 1 })).status).toBe(400);
});
