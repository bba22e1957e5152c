import fc from 'fast-check';

import { draws } from '../random';
import { keepFormats } from './freshProcess';
import { brokenPromises } from './triggerPromises';
import { triggerSchedule } from './triggerSchedule';

/** Each is a night and two days of polls, with up to thousands of runs. */
const numRuns = Math.ceil(draws.numRuns / 40);

let formats: ReturnType<typeof keepFormats>;
beforeAll(() => void (formats = keepFormats()));
afterAll(() => void formats.mockRestore());

it(`reports each end once, in order, within the calls it tells: ${numRuns} schedules`, async () => {
  await fc.assert(
    fc.asyncProperty(triggerSchedule, async (schedule) => {
      expect(await brokenPromises(schedule)).toEqual([]);
    }),
    // To shrink a schedule of thousands takes longer than to read it.
    { ...draws, numRuns, endOnFailure: true },
  );
});
