import type { Resource } from '../operation';
import { bringLive } from './bringLive';
import { create } from './create';
import { deleteTask } from './delete';
import { deploy } from './deploy';
import { generateConfiguration } from './generateConfiguration';
import { get } from './get';
import { getMany } from './getMany';
import { getStatus } from './getStatus';
import { preview } from './preview';
import { run } from './run';
import { schedule } from './schedule';
import { start } from './start';
import { stop } from './stop';
import { terminate } from './terminate';
import { update } from './update';

/** Data Integration tasks of the (legacy) DataStudio. */
export const syncTask: Resource = {
  name: 'Sync Task',
  value: 'syncTask',
  description: 'A Data Integration task, in a workspace with the legacy DataStudio',
  default: 'create',
  operations: [
    bringLive,
    create,
    deleteTask,
    deploy,
    generateConfiguration,
    get,
    getMany,
    getStatus,
    preview,
    run,
    schedule,
    start,
    stop,
    terminate,
    update,
  ],
};
