import type { Resource } from '../operation';
import { run } from './run';

/** Batch synchronization nodes of workspaces with the new Data Studio. */
export const syncNode: Resource = {
  name: 'Sync Node',
  value: 'syncNode',
  description: 'A batch synchronization in a workspace with the new Data Studio',
  default: 'run',
  operations: [run],
};
