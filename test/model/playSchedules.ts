import fc from 'fast-check';

import { draws } from '../random';
import { play } from './play';
import { brokenPromises } from './promises';
import type { Schedule } from './schedule';
import { virtually } from './virtually';

/**
 * Plays as many schedules as are to be drawn.
 * @throws with the seed and the smallest schedule that broke a promise
 */
export async function playSchedules(schedules: fc.Arbitrary<Schedule>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const { world, last } = await virtually(schedule.seed, () => play(schedule));
      expect(brokenPromises(world, last)).toEqual([]);
    }),
    draws,
  );
}
