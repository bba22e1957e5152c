import fc from 'fast-check';

import { policy } from '../../nodes/DataWorks/once/writeOnce';
import { flowSchedules, type FlowKind } from './flowSchedule';
import { keepsPromises } from './playFlow';

/** Each rule of writeOnce, taken out, and a flow whose promises need it. */
const mutations: [string, Partial<typeof policy>, FlowKind][] = [
  ['what is in doubt is looked for first', { looksFirst: false }, 'run'],
  ['a look that failed proves nothing', { failedLooksProveNothing: false }, 'run'],
  ['one answered look is not enough', { leastLooks: 1, leastMs: 0 }, 'run'],
  ['looks take their time', { pausesMs: [0], leastMs: 0 }, 'run'],
  ['fewer than was asked for is in doubt', { fewerIsInDoubt: false }, 'runRange'],
];

/** The same for every seed: that a mutation is found is no matter of luck. */
const SEED = 7;
const SCHEDULES = 400;

it.each(mutations)(
  'without the rule that %s, a promise is broken',
  async (_rule, without, flow) => {
    const rules = { ...policy };
    Object.assign(policy, without);
    try {
      const found = await fc.check(keepsPromises(flowSchedules(fc.constant(flow))), {
        seed: SEED,
        numRuns: SCHEDULES,
        endOnFailure: true,
      });
      expect(found.failed).toBe(true);
      expect(found.errorInstance).toMatchObject({
        message: expect.stringMatching(/times for e\d/),
      });
    } finally {
      Object.assign(policy, rules);
    }
  },
);
