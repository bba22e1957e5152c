import type { INodeParameters } from 'n8n-workflow';

import type { Misbehaviour } from '../../emulator';
import { createParameters, startEmulated, type Emulated } from './emulated';
import type { EngineRun } from './harness/run';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

const CREATE = 'CreateDISyncTask';
const quick = { requestTimeout: 0.2 };

let emulated: Emulated;
let clock: FakeClock;

beforeAll(async () => {
  emulated = await startEmulated();
});
afterAll(() => emulated.close());
beforeEach(() => {
  emulated.server.emulator.reset();
  clock = useFakeClock();
});
afterEach(() => clock.restore());

const tasks = () => [...emulated.server.emulator.state.files.values()];
const tokens = () => emulated.requests(CREATE).map((entry) => entry.parameters.query.ClientToken);
const createdIn = (run: EngineRun) =>
  run.output[0]!.map(({ json }) => ({ ...(json.Data as object), Outcome: json.Outcome }));

/** That there is one task, which a failure names because nothing proves who made it. */
function expectOneNamed(run: EngineRun): void {
  expect(tasks()).toHaveLength(1);
  expect(run.error?.message).toMatch(new RegExp(`FileId (is )?${tasks()[0]!.fileId}`));
}

/** That the one task there is was created and told of. */
function expectOneTask(run: EngineRun): void {
  expect(tasks()).toHaveLength(1);
  expect(createdIn(run)).toEqual([
    { FileId: Number(tasks()[0]!.fileId), Status: 'success', Outcome: 'created' },
  ]);
}

const acting: Array<[string, Misbehaviour, { requestTimeout?: number }]> = [
  ['a lost reply', { kind: 'drop-reply' }, {}],
  ['a reset', { kind: 'reset', acts: true }, {}],
  ['a cut reply', { kind: 'cut' }, {}],
  ['a stalling reply', { kind: 'stall' }, quick],
  ['a late reply', { kind: 'delay', ms: 3_000 }, quick],
  ['InternalError.System', { kind: 'error', code: 'InternalError.System', acts: true }, {}],
  [
    'InternalError.DI.Parameter',
    { kind: 'error', code: 'InternalError.DI.Parameter', acts: true },
    {},
  ],
  ['HTML with 502', { kind: 'html', status: 502, acts: true }, {}],
  ['HTML with 500', { kind: 'html', status: 500, acts: true }, {}],
  ['an empty reply', { kind: 'odd-reply', reply: 'empty', acts: true }, {}],
  ['null', { kind: 'odd-reply', reply: 'null', acts: true }, {}],
  ['a list', { kind: 'odd-reply', reply: 'list', acts: true }, {}],
  ['truncated JSON', { kind: 'odd-reply', reply: 'truncated-json' }, {}],
  ['a captive portal', { kind: 'odd-reply', reply: 'captive-portal', acts: true }, {}],
  ['a reply of 11 MB', { kind: 'odd-reply', reply: 'oversized' }, {}],
];

describe('when DataWorks has acted and did not say so', () => {
  describe.each(acting)('%s', (_name, fault, options) => {
    it('gives the task that is there', async () => {
      emulated.server.emulator.faults.add({ ...fault, action: CREATE });
      expectOneTask(await emulated.engine.run({ parameters: createParameters({ options }) }));
    });

    it('names it when every reply to the creation fares so, and gives it when run again', async () => {
      emulated.server.emulator.faults.add({ ...fault, action: CREATE, times: 'always' });
      const run = await emulated.engine.run({ parameters: createParameters({ options }) });
      expectOneNamed(run);
      emulated.server.emulator.faults.clear();
      expectOneTask(await run.retry());
    });

    it('gives it to Reuse when every reply to the creation fares so', async () => {
      emulated.server.emulator.faults.add({ ...fault, action: CREATE, times: 'always' });
      const reuse = createParameters({ options: { ...options, ifExists: 'reuse' } });
      const run = await emulated.engine.run({ parameters: reuse });
      const FileId = Number(tasks()[0]!.fileId);
      expect(tasks()).toHaveLength(1);
      expect(createdIn(run)).toEqual([{ FileId, Status: 'success', Outcome: 'reused' }]);
    });

    it('names it when the server has forgotten the token', async () => {
      emulated.server.emulator.faults.add({ ...fault, action: CREATE });
      emulated.server.emulator.faults.add({ kind: 'forget-client-tokens', action: CREATE });
      const run = await emulated.engine.run({ parameters: createParameters({ options }) });
      expectOneNamed(run);
      expect(run.error?.message).toMatch(
        /a request of this item whose reply was lost may have made it/,
      );
    });
  });

  test.each<[string, Misbehaviour]>([
    ['a byte order mark', { kind: 'odd-reply', reply: 'bom' }],
    ['gzip', { kind: 'odd-reply', reply: 'gzip' }],
  ])('%s is read as what it is', async (_name, fault) => {
    emulated.server.emulator.faults.add(fault);
    expectOneTask(await emulated.engine.run({ parameters: createParameters() }));
    expect(emulated.requests()).toHaveLength(1);
  });
});

describe('when n8n runs it again', () => {
  const parameters = (options: INodeParameters = {}) => createParameters({ options });
  /** Every request of one run of the node. */
  const allLost = (fault: Misbehaviour = { kind: 'drop-reply' }) =>
    emulated.server.emulator.faults.add({ ...fault, times: 8 });

  it('by Retry On Fail, there is one task', async () => {
    allLost();
    const run = await emulated.engine.run({
      parameters: parameters(),
      settings: { retryOnFail: true, maxTries: 2 },
    });
    expectOneTask(run);
    expect(new Set(tokens()).size).toBe(1);
  });

  it('by Retry On Fail, with the failure as an item, there is one task', async () => {
    allLost();
    const run = await emulated.engine.run({
      parameters: parameters(),
      settings: { retryOnFail: true, maxTries: 2, onError: 'continueRegularOutput' },
    });
    expectOneTask(run);
  });

  it('by "Retry execution", there is one task', async () => {
    allLost();
    const failed = await emulated.engine.run({ parameters: parameters() });
    expect(failed.status).toBe('error');
    expectOneTask(await failed.retry());
    expect(new Set(tokens()).size).toBe(1);
  });

  it('by "Retry execution" after the server has forgotten the token, the one task is named', async () => {
    allLost();
    const failed = await emulated.engine.run({ parameters: parameters() });
    emulated.server.emulator.forgetClientTokens();
    expectOneNamed(await failed.retry());
  });

  it('after only some items were done, they are not asked for again', async () => {
    const items = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const perItem = createParameters({
      taskName: '={{ $json.name }}',
      options: { concurrency: 1 },
    });
    emulated.server.emulator.faults.add({
      kind: 'error',
      code: 'Forbidden.DI.NoPrivilege',
      after: 2,
    });
    const failed = await emulated.engine.run({ items, parameters: perItem });
    expect(failed.error?.description).toMatch(/2 other items were done \(FileId \d+, \d+\)/);
    const sent = emulated.requests().length;

    const again = await failed.retry();
    expect(createdIn(again).map(({ Outcome }) => Outcome)).toEqual([
      'created',
      'created',
      'created',
    ]);
    expect(again.output[0]!.every(({ json }) => /^[\w-]{8,}$/.test(String(json.RequestId)))).toBe(
      true,
    );
    expect(emulated.requests().length - sent).toBe(1);
    expect(tasks()).toHaveLength(3);
  });

  it('with edited parameters, it is another unit of work', async () => {
    allLost({ kind: 'drop-request' });
    const failed = await emulated.engine.run({ parameters: parameters() });
    const edited = createParameters({ taskName: 'another' });
    const again = await failed.retry({ parameters: edited });
    expect(createdIn(again)).toMatchObject([{ Outcome: 'created' }]);
    expect(new Set(tokens()).size).toBe(2);
  });

  test.each([
    ['fail', undefined],
    ['reuse', 'reused'],
    ['update', 'updated'],
  ])('in a new execution, the task that is there counts as such: %s', async (ifExists, Outcome) => {
    allLost();
    await emulated.engine.run({ parameters: parameters() });
    const anew = await emulated.engine.run({ parameters: parameters({ ifExists }) });
    expect(tasks()).toHaveLength(1);
    const fileId = Number(tasks()[0]!.fileId);
    if (Outcome === undefined) expect(anew.error?.message).toContain(`its FileId is ${fileId}`);
    else expect(createdIn(anew)).toEqual([{ FileId: fileId, Status: 'success', Outcome }]);
  });

  it('in a new execution with the token of the first, it is the same unit of work', async () => {
    allLost();
    const options = { clientToken: 'order-4711' };
    await emulated.engine.run({ parameters: parameters(options) });
    expectOneTask(await emulated.engine.run({ parameters: parameters(options) }));
  });
});

describe('the wait that the server asks for', () => {
  beforeEach(() => {
    clock.restore();
    clock = useFakeClock({ auto: false });
  });

  it('is waited out to the millisecond', async () => {
    emulated.server.emulator.faults.add({ kind: 'throttle', retryAfterMs: 1_234 });
    const { result } = emulated.engine.start({ parameters: createParameters() });
    await clock.untilSleeping();
    await clock.advance(1_233);
    expect(emulated.requests()).toHaveLength(1);
    await clock.advance(1);
    expectOneTask(await result);
    expect(emulated.requests()).toHaveLength(2);
  });

  it('is not begun when it would outlast the time limit of the call', async () => {
    emulated.server.emulator.faults.add({ kind: 'throttle', retryAfterMs: 5_000 });
    const parameters = createParameters({ options: { timeLimit: 5 } });
    const run = await emulated.engine.run({ parameters });
    expect(run.error?.description).toMatch(/Tries: 1, Not tried again: time limit used up/);
    expect(clock.sleeps).toEqual([]);
  });
});

describe('a cancel', () => {
  beforeEach(() => {
    clock.restore();
    // No time passes: neither a time limit nor a pause can end what the cancel ends.
    clock = useFakeClock({ auto: false });
  });

  it('ends a call at once, and nothing is sent afterwards', async () => {
    emulated.server.emulator.faults.add({ kind: 'stall' });
    const { result, cancel } = emulated.engine.start({ parameters: createParameters() });
    await emulated.untilRequest(CREATE);
    cancel();
    expect((await result).status).toBe('canceled');
    expect(emulated.requests()).toHaveLength(1);
  });

  it("ends a retry's pause at once", async () => {
    emulated.server.emulator.faults.add({ kind: 'throttle', retryAfterMs: 3_000 });
    const { result, cancel } = emulated.engine.start({ parameters: createParameters() });
    await clock.untilSleeping();
    cancel();
    expect((await result).status).toBe('canceled');
    expect(emulated.requests()).toHaveLength(1);
  });

  it.each<[string, Misbehaviour]>([
    ['a throttled call', { kind: 'throttle', retryAfterMs: 5_000 }],
    ['a lost reply', { kind: 'drop-reply' }],
  ])(
    'in the pause after %s, nothing is sent afterwards, however long one waits',
    async (_name, fault) => {
      emulated.server.emulator.faults.add({ ...fault, times: 'always' });
      const { result, cancel } = emulated.engine.start({
        items: [{}, {}, {}],
        parameters: createParameters({ options: { concurrency: 1 } }),
        settings: { retryOnFail: true, maxTries: 3 },
      });
      await clock.untilSleeping();
      const sent = emulated.requests().length;
      cancel();
      expect((await result).status).toBe('canceled');
      await clock.advance(600_000);
      expect(emulated.requests()).toHaveLength(sent);
    },
  );

  it('leaves a task whose reply was lost to be found by "Retry execution"', async () => {
    emulated.server.emulator.faults.add({ kind: 'stall' });
    const { result, cancel } = emulated.engine.start({ parameters: createParameters() });
    await emulated.untilRequest(CREATE);
    cancel();
    const cancelled = await result;
    expect(tasks()).toHaveLength(1);
    expectOneTask(await cancelled.retry());
  });
});
