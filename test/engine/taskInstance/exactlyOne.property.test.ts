import { draws } from '../../random';
import { holdsOnABadNetwork } from './onBadNetwork';

describe('several instances on a bad network', () =>
  holdsOnABadNetwork(Math.min(draws.numRuns, 40)));
