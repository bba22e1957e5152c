import fc from 'fast-check';

import { Random } from '../../emulator/random';
import { clock } from '../../nodes/DataWorks/client/clock';
import { useVirtualTime } from '../nodes/DataWorks/client/virtualTime';
import { play } from './play';
import { brokenPromises } from './promises';
import type { Schedule } from './schedule';

/** A schedule in virtual time, with dice of its own. */
async function playInVirtualTime(schedule: Schedule) {
  const time = useVirtualTime(Date.UTC(2024, 0, 1));
  const random = new Random(schedule.seed);
  const dice = jest.spyOn(Math, 'random').mockImplementation(() => random.next());
  const watch = jest.spyOn(performance, 'now').mockImplementation(() => clock.now());
  const limits = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    void clock.sleep(ms).then(() => controller.abort());
    return controller.signal;
  });
  try {
    return await time.until(play(schedule));
  } finally {
    [dice, watch, limits].forEach((mock) => mock.mockRestore());
    time.restore();
  }
}

/**
 * Plays so many schedules.
 * @throws with the seed and the smallest schedule that broke a promise
 */
export async function playSchedules(
  schedules: fc.Arbitrary<Schedule>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const { world, last } = await playInVirtualTime(schedule);
      expect(brokenPromises(world, last)).toEqual([]);
    }),
    { numRuns },
  );
}
