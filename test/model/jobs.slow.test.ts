import fc from 'fast-check';

import { policy } from '../../nodes/DataWorks/once/writeOnce';
import { draws } from '../random';
import { flowSchedules } from './flowSchedule';
import { jobKinds, JobWorld, type JobKind, type JobSchedule } from './jobWorld';
import { virtually } from './virtually';

const jobSchedules = (kind: JobKind): fc.Arbitrary<JobSchedule> =>
  fc
    .tuple(flowSchedules(fc.constant('update')), fc.constantFrom(0, 3_000, 60_000))
    .map(([{ fates, readsFailMs, lagMs, seed, items, moves }, startMs]) => ({
      kind,
      fates,
      readsFailMs,
      lagMs,
      seed,
      items,
      startMs,
      moves: moves.filter((move) => move.kind === 'again' || move.kind === 'cancel'),
    }));

const keepsPromises = (kind: JobKind) =>
  fc.asyncProperty(jobSchedules(kind), async (schedule) => {
    const world = new JobWorld(schedule);
    expect(await virtually(schedule.seed, () => world.brokenPromises())).toEqual([]);
  });

it.each(jobKinds)(
  `does once with a DI job what it is asked for: %s, ${draws.numRuns} schedules`,
  async (kind) => {
    await fc.assert(keepsPromises(kind), draws);
  },
);

/** Rules taken out, and what then goes wrong; the same for every seed. */
const mutations: [string, Partial<typeof policy>, JobKind][] = [
  ['one answered look is not enough', { leastLooks: 1, leastMs: 0 }, 'start'],
  ['what is in doubt is looked for first', { looksFirst: false }, 'create'],
  ['a look that failed proves nothing', { failedLooksProveNothing: false }, 'start'],
];

it.each(mutations)(
  'without the rule that %s, a promise is broken',
  async (_rule, without, kind) => {
    const rules = { ...policy };
    Object.assign(policy, without);
    try {
      const found = await fc.check(keepsPromises(kind), {
        seed: 7,
        numRuns: 400,
        endOnFailure: true,
      });
      expect(found.failed).toBe(true);
    } finally {
      Object.assign(policy, rules);
    }
  },
);
