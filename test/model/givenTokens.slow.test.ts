import { draws } from '../random';
import { playSchedules } from './playSchedules';
import { withGivenTokens } from './schedule';

it(`makes one task per unit of work and tells of it: tokens that users give, ${draws.numRuns} schedules`, async () => {
  await playSchedules(withGivenTokens);
});
