import { draws } from '../../random';
import { holdsOnABadNetwork } from './onBadNetwork';

describe('Sync Node on a bad network', () => holdsOnABadNetwork(Math.min(draws.numRuns, 40)));
