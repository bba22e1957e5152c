import type { Resource } from '../operation';
import { bringLive } from './bringLive';
import { create } from './create';
import { deleteNode } from './delete';
import { deploy } from './deploy';
import { get } from './get';
import { getMany } from './getMany';
import { preview } from './preview';
import { run } from './run';
import { schedule } from './schedule';
import { update } from './update';

/** Batch synchronization nodes (type DI) of the new Data Studio. */
export const syncNode: Resource = {
  name: 'Sync Node',
  value: 'syncNode',
  description: 'A batch synchronization node, in a workspace with the new Data Studio',
  default: 'create',
  operations: [bringLive, create, deleteNode, deploy, get, getMany, preview, run, schedule, update],
};
