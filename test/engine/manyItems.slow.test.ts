import type { Fault } from '../../emulator';
import { createParameters, startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

const CREATE = 'CreateDISyncTask';
const ITEMS = 10_000;

/** Lets every so manieth creation that arrives meet a fault; gives how many do. */
function addEvery(emulated: Emulated, nth: number, fault: Fault): number {
  const times = Math.floor(ITEMS / nth) - 1;
  for (let i = 1; i <= times; i++) {
    emulated.server.emulator.faults.add({ ...fault, action: CREATE, after: i * nth - 1 });
  }
  return times;
}

describe('10,000 items', () => {
  let emulated: Emulated;
  let clock: FakeClock;

  beforeAll(async () => {
    emulated = await startEmulated();
    clock = useFakeClock();
  });
  afterAll(async () => {
    clock.restore();
    await emulated.close();
  });

  it('come out in their order, each with its own task, through lost replies, throttling and failures', async () => {
    const { faults, state } = emulated.server.emulator;
    const lost = addEvery(emulated, 100, { kind: 'drop-reply' });
    const unsent = addEvery(emulated, 500, { kind: 'drop-request' });
    const throttled =
      addEvery(emulated, 250, { kind: 'throttle', retryAfterMs: 200 }) +
      addEvery(emulated, 400, { kind: 'throttle', code: 'Throttling.User' });
    const isNameless = (index: number) => index % 1_000 === 333;
    const nameless = ITEMS / 1_000;

    const run = await emulated.engine.run({
      items: Array.from({ length: ITEMS }, (_, index) => ({
        name: isNameless(index) ? '' : `task_${index}`,
      })),
      parameters: createParameters({
        taskName: '={{ $json.name }}',
        options: { concurrency: 20 },
      }),
      settings: { onError: 'continueRegularOutput' },
    });

    expect(run.status).toBe('success');
    const output = run.output[0]!;
    expect(output).toHaveLength(ITEMS);
    expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
      Array.from({ length: ITEMS }, (_, item) => ({ item })),
    );

    const fileIds = new Map([...state.files.values()].map(({ name, fileId }) => [name, fileId]));
    const made = output.filter((_, index) => !isNameless(index));
    expect(state.files.size).toBe(made.length);
    expect(output.map(({ json }) => (json.Data as { FileId: number } | undefined)?.FileId)).toEqual(
      output.map((_, index) =>
        isNameless(index) ? undefined : Number(fileIds.get(`task_${index}`)),
      ),
    );
    expect(made.every(({ json }) => json.Outcome === 'created')).toBe(true);
    const failed = output.filter((_, index) => isNameless(index));
    expect(failed.every(({ json }) => /"Task Name" is empty/.test(String(json.error)))).toBe(true);

    // Everything that was to go wrong has, and cost one more send each.
    expect(faults.list()).toEqual([]);
    expect(emulated.requests(CREATE)).toHaveLength(ITEMS - nameless + lost + unsent + throttled);
  });
});
