import { createWatch } from '../../../../nodes/alibabaCloud/client/callTimeouts';

/** Work that ends when its signal goes off, with the ms it took. */
function endless(signal: AbortSignal): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const end = () => resolve(performance.now() - begin);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });
}

it('ends each work after its own time', async () => {
  const watch = createWatch(undefined);
  const [long, short, middle] = await Promise.all([
    watch.during(90, endless),
    watch.during(10, endless),
    watch.during(50, endless),
  ]);
  expect(short).toBeGreaterThanOrEqual(9);
  expect(middle).toBeGreaterThanOrEqual(49);
  expect(long).toBeGreaterThanOrEqual(89);
  expect(short).toBeLessThan(middle);
  expect(middle).toBeLessThan(long);
});

it('gives what the work gives and throws what it throws, and leaves it alone then', async () => {
  const watch = createWatch(undefined);
  let seen: AbortSignal | undefined;
  const given = await watch.during(5, async (signal) => {
    seen = signal;
    return 'done';
  });
  expect(given).toBe('done');
  await expect(watch.during(5, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  await watch.during(20, endless);
  expect(seen?.aborted).toBe(false);
});

it('ends all work when the execution is cancelled, and what is begun after it', async () => {
  const cancel = new AbortController();
  const watch = createWatch(cancel.signal);
  const works = [watch.during(60_000, endless), watch.during(60_000, endless)];
  cancel.abort();
  for (const took of await Promise.all(works)) expect(took).toBeLessThan(1_000);
  expect(await watch.during(60_000, endless)).toBeLessThan(1_000);
});

it('does without a timer for each work', async () => {
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  const watch = createWatch(undefined);
  for (let n = 0; n < 100; n++) await watch.during(30_000, async () => n);
  expect(timeout.mock.calls.length).toBeLessThanOrEqual(1);
  timeout.mockRestore();
});
