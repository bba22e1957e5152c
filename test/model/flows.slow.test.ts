import fc from 'fast-check';

import { draws } from '../random';
import { flowKinds, flowSchedules } from './flowSchedule';
import { keepsPromises } from './playFlow';

it.each(flowKinds)(
  `does once what it is asked for: %s, ${draws.numRuns} schedules`,
  async (flow) => {
    await fc.assert(keepsPromises(flowSchedules(fc.constant(flow))), draws);
  },
);
