import { playSchedules } from './playSchedules';
import { withGivenTokens } from './schedule';

const SCHEDULES = 4_000;

it(`makes one task per unit of work and tells of it: tokens that users give, ${SCHEDULES} schedules`, async () => {
  await playSchedules(withGivenTokens, SCHEDULES);
}, 300_000);
