import { playSchedules } from './playSchedules';
import { withDerivedTokens } from './schedule';

const SCHEDULES = 6_000;

it(`makes one task per unit of work and tells of it: tokens of its own, ${SCHEDULES} schedules`, async () => {
  await playSchedules(withDerivedTokens, SCHEDULES);
}, 300_000);
