import { createCallTimeouts } from '../../../../nodes/alibabaCloud/client/callTimeouts';

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
  const callTimeouts = createCallTimeouts(undefined);
  const [long, short, middle] = await Promise.all([
    callTimeouts.run(90, endless),
    callTimeouts.run(10, endless),
    callTimeouts.run(50, endless),
  ]);
  expect(short).toBeGreaterThanOrEqual(9);
  expect(middle).toBeGreaterThanOrEqual(49);
  expect(long).toBeGreaterThanOrEqual(89);
  expect(short).toBeLessThan(middle);
  expect(middle).toBeLessThan(long);
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
  await callTimeouts.run(20, endless);
  expect(seen?.aborted).toBe(false);
});

it('ends all work when the execution is cancelled, and what is begun after it', async () => {
  const cancel = new AbortController();
  const callTimeouts = createCallTimeouts(cancel.signal);
  const works = [callTimeouts.run(60_000, endless), callTimeouts.run(60_000, endless)];
  cancel.abort();
  for (const took of await Promise.all(works)) expect(took).toBeLessThan(1_000);
  expect(await callTimeouts.run(60_000, endless)).toBeLessThan(1_000);
});

it('does without a timer for each work', async () => {
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  const callTimeouts = createCallTimeouts(undefined);
  for (let n = 0; n < 100; n++) await callTimeouts.run(30_000, async () => n);
  expect(timeout.mock.calls.length).toBeLessThanOrEqual(1);
  timeout.mockRestore();
});
