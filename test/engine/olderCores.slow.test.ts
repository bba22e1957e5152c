import type { Misbehaviour } from '../../emulator';
import { createParameters, startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';
import type { EngineRun } from './harness/run';

/**
 * What differs between the versions of n8n-core: how its HTTP helper throws and what its error output
 * takes for a failure. Run on the newest one, and by scripts/older-cores.mjs on older ones.
 */
const CREATE = 'CreateDISyncTask';

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
const outcomes = (run: EngineRun) => (run.output[0] ?? []).map(({ json }) => json.Outcome);

const broken: Array<[string, Misbehaviour, { requestTimeout?: number }]> = [
  ['a lost reply', { kind: 'drop-reply' }, {}],
  ['a reset', { kind: 'reset', acts: true }, {}],
  ['a cut reply', { kind: 'cut' }, {}],
  ['a reply that does not come', { kind: 'delay', ms: 3_000 }, { requestTimeout: 0.2 }],
];

describe.each(broken)('after %s', (_name, fault, options) => {
  it('the creation is tried again, and there is one task', async () => {
    emulated.server.emulator.faults.add({ ...fault, action: CREATE });
    const run = await emulated.engine.run({ parameters: createParameters({ options }) });
    expect(run.error).toBeUndefined();
    expect(outcomes(run)).toEqual(['created']);
    expect(tasks()).toHaveLength(1);
    expect(emulated.requests(CREATE)).toHaveLength(2);
  });

  it('Retry On Fail makes no second task where every reply fares so', async () => {
    emulated.server.emulator.faults.add({ ...fault, action: CREATE, times: 'always' });
    await emulated.engine.run({
      parameters: createParameters({ options }),
      settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
    });
    expect(tasks()).toHaveLength(1);
  });
});

it('tells a closed port apart from a broken connection', async () => {
  const closed = await startEmulated({ endpoint: 'http://127.0.0.1:1' });
  const run = await closed.engine.run({ parameters: createParameters() });
  expect(run.error?.message).toMatch(/No connection could be made \(nothing listens/);
  expect(run.error?.description).toMatch(/Code: ECONNREFUSED.*Tries: 4/);
  await closed.close();
});

it('says that the credential refused to sign, and sends nothing', async () => {
  const elsewhere = await startEmulated({ endpoint: 'http://example.com' });
  const run = await elsewhere.engine.run({ parameters: createParameters() });
  expect(run.error?.message).toMatch(/Endpoint.*uses http/);
  await elsewhere.close();
});

it('leaves by the error output with what failed, and by the other with what did not', async () => {
  emulated.server.emulator.faults.add({
    kind: 'error',
    code: 'Forbidden.DI.NoPrivilege',
    status: 403,
    action: CREATE,
  });
  const run = await emulated.engine.run({
    items: [{ name: 'refused' }, { name: 'good' }, { name: ' ' }],
    parameters: createParameters({ taskName: '={{ $json.name }}', options: { concurrency: 1 } }),
    settings: { onError: 'continueErrorOutput' },
  });
  expect(outcomes(run)).toEqual(['created']);
  expect(run.output[1]).toHaveLength(2);
  expect(JSON.stringify(run.output[1])).toMatch(/no right to do this in the workspace/);
});

it('ends a call and a pause with a cancel, and sends nothing afterwards', async () => {
  emulated.server.emulator.faults.add({ kind: 'stall' });
  const { result, cancel } = emulated.engine.start({ parameters: createParameters() });
  await emulated.untilRequest(CREATE);
  cancel();
  expect((await result).status).toBe('canceled');
  expect(emulated.requests()).toHaveLength(1);
});
