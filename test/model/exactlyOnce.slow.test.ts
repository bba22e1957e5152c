import { draws } from '../random';
import { playSchedules } from './playSchedules';
import { withDerivedTokens } from './schedule';

it(`makes one task per unit of work and tells of it: tokens of its own, ${draws.numRuns} schedules`, async () => {
  await playSchedules(withDerivedTokens);
});
