import { draws } from '../../random';
import { holdsOnABadNetwork } from './onBadNetwork';

describe(`Sync Node on a bad network, ${draws.numRuns} schedules`, () =>
  holdsOnABadNetwork(draws.numRuns));
