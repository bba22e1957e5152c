import { dataSources } from './data-sources';
import { files } from './files';
import { folders } from './folders';
import type { Operation } from './operation';
import { sts } from './sts';
import { syncTasks } from './sync-tasks';
import { workspaces } from './workspaces';

/** Every operation that the emulator serves. */
export const OPERATIONS: readonly Operation[] = [
  ...syncTasks,
  ...files,
  ...folders,
  ...workspaces,
  ...dataSources,
  ...sts,
];
