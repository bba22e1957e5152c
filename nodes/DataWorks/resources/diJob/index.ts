import type { Resource } from '../operation';
import { create } from './create';
import { deleteJob } from './delete';
import { get } from './get';
import { getLog } from './getLog';
import { getMany } from './getMany';
import { getMetrics } from './getMetrics';
import { getRunDetails } from './getRunDetails';
import { preview } from './preview';
import { start } from './start';
import { stop } from './stop';
import { update } from './update';

/** Real-time and whole-database synchronization of the new generation. */
export const diJob: Resource = {
  name: 'DI Job',
  value: 'diJob',
  description: 'A real-time or whole-database synchronization (API 2024-05-18)',
  default: 'create',
  operations: [
    create,
    deleteJob,
    get,
    getLog,
    getMany,
    getMetrics,
    getRunDetails,
    preview,
    start,
    stop,
    update,
  ],
};
