import type { Resource } from '../operation';
import { get } from './get';
import { getLog } from './getLog';
import { getMany } from './getMany';
import { rerun } from './rerun';
import { rerunFailed } from './rerunFailed';
import { setSuccess } from './setSuccess';
import { stop } from './stop';
import { wait } from './wait';

/** Runs of batch tasks, one for each business date. */
export const instance: Resource = {
  name: 'Instance',
  value: 'instance',
  description: 'A run of a batch task',
  default: 'getMany',
  operations: [get, getLog, getMany, rerun, rerunFailed, setSuccess, stop, wait],
};
