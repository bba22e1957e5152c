import { join } from 'node:path';

import { packageRoot } from './builtPackage';
import { useFakeClock, type FakeClock } from './fakeClock';

const { clock } = jest.requireActual<{
  clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
}>(join(packageRoot, 'dist/nodes/alibabaCloud/client/clock.js'));

describe('the fake clock', () => {
  let fake: FakeClock;
  afterEach(() => fake.restore());

  it('ends sleeps in order of their due time, and moves the time there', async () => {
    fake = useFakeClock({ startAt: 1_000 });
    const ended: Array<[string, number]> = [];
    const sleep = async (name: string, ms: number) => {
      await clock.sleep(ms);
      ended.push([name, clock.now()]);
    };
    await Promise.all([sleep('late', 60_000), sleep('early', 10), sleep('middle', 500)]);
    expect(ended).toEqual([
      ['early', 1_010],
      ['middle', 1_500],
      ['late', 61_000],
    ]);
    expect(fake.sleeps).toEqual([60_000, 10, 500]);
  });

  it('counts a sleep from the time at which it began', async () => {
    fake = useFakeClock({ startAt: 0 });
    await clock.sleep(100);
    await clock.sleep(100);
    expect(clock.now()).toBe(200);
  });

  it('moves by hand', async () => {
    fake = useFakeClock({ startAt: 0, auto: false });
    let times = 0;
    const twice = clock
      .sleep(100)
      .then(() => (times += 1))
      .then(() => clock.sleep(100))
      .then(() => (times += 1));
    await fake.advance(150);
    expect([times, fake.now()]).toEqual([1, 150]);
    await fake.advance(100);
    await twice;
    expect([times, fake.now()]).toEqual([2, 250]);
  });

  it('ends a sleep at once when its signal aborts', async () => {
    fake = useFakeClock({ startAt: 0, auto: false });
    const controller = new AbortController();
    const sleep = clock.sleep(1_000, controller.signal);
    controller.abort();
    await sleep;
    await clock.sleep(1_000, controller.signal);
    expect(clock.now()).toBe(0);
  });

  it('gives the real clock back', () => {
    const { now } = clock;
    fake = useFakeClock();
    expect(clock.now).not.toBe(now);
    fake.restore();
    expect(clock.now).toBe(now);
  });
});
