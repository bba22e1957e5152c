import type { Resource } from '../operation';
import { create } from './create';

/** Data Integration tasks of the (legacy) DataStudio. */
export const syncTask: Resource = {
  name: 'Sync Task',
  value: 'syncTask',
  description: 'A Data Integration task',
  default: 'create',
  operations: [create],
};
