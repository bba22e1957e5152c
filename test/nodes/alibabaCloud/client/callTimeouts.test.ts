import { createCallTimeouts } from '../../../../nodes/alibabaCloud/client/callTimeouts';

/** The time of the process, in ms, which passes only by `pass`. */
let now: number;
let timers: Array<{ due: number; controller: AbortController }>;

beforeEach(() => {
  now = 1_000;
  timers = [];
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    timers.push({ due: now + ms, controller });
    return controller.signal;
  });
});
afterEach(() => jest.restoreAllMocks());

async function pass(ms: number): Promise<void> {
  const until = now + ms;
  for (;;) {
    const [next] = timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due);
    if (!next) break;
    timers = timers.filter((timer) => timer !== next);
    now = Math.max(now, next.due);
    next.controller.abort();
    await Promise.resolve();
  }
  now = until;
}

/** Work that ends when its signal goes off, with the ms it took. */
function endless(signal: AbortSignal): Promise<number> {
  const begin = now;
  return new Promise((resolve) => {
    const end = () => resolve(now - begin);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });
}

it('ends each work after its own time', async () => {
  const callTimeouts = createCallTimeouts(undefined);
  const works = [90, 10, 50].map((ms) => callTimeouts.run(ms, endless));
  await pass(200);
  expect(await Promise.all(works)).toEqual([90, 10, 50]);
});

it('gives what the work gives and throws what it throws, and leaves it alone then', async () => {
  const callTimeouts = createCallTimeouts(undefined);
  let seen: AbortSignal | undefined;
  const given = await callTimeouts.run(5, async (signal) => {
    seen = signal;
    return 'done';
  });
  expect(given).toBe('done');
  await expect(callTimeouts.run(5, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  await pass(60_000);
  expect(seen?.aborted).toBe(false);
});

it('ends all work when the execution is cancelled, and what is begun after it', async () => {
  const cancel = new AbortController();
  const callTimeouts = createCallTimeouts(cancel.signal);
  const works = [callTimeouts.run(60_000, endless), callTimeouts.run(60_000, endless)];
  await pass(7);
  cancel.abort();
  expect(await Promise.all(works)).toEqual([7, 7]);
  expect(await callTimeouts.run(60_000, endless)).toBe(0);
});

it('does without a timer for each work', async () => {
  const callTimeouts = createCallTimeouts(undefined);
  for (let n = 0; n < 100; n++) await callTimeouts.run(30_000, async () => n);
  expect(timers).toHaveLength(1);
});
