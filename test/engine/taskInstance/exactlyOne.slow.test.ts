import { draws } from '../../random';
import { holdsOnABadNetwork } from './onBadNetwork';

describe(`several instances on a bad network, ${draws.numRuns} schedules`, () =>
  holdsOnABadNetwork(draws.numRuns));
