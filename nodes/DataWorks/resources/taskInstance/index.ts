import type { Resource } from '../operation';
import { get } from './get';
import { getLog } from './getLog';
import { getMany } from './getMany';
import { rerun } from './rerun';
import { rerunFailed } from './rerunFailed';
import { resume } from './resume';
import { setSuccess } from './setSuccess';
import { stop } from './stop';
import { suspend } from './suspend';
import { wait } from './wait';

/** Runs of nodes in workspaces with the new Data Studio, one for each business date. */
export const taskInstance: Resource = {
  name: 'Task Instance',
  value: 'taskInstance',
  description: 'A run of a node in a workspace with the new Data Studio',
  default: 'getMany',
  operations: [get, getLog, getMany, rerun, rerunFailed, resume, setSuccess, stop, suspend, wait],
};
