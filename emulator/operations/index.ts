import { studioOperations } from './2024-05-18';
import { backfill } from './backfill';
import { controlInstances } from './control-instances';
import { dataSources } from './data-sources';
import { deployments } from './deployments';
import { editFiles } from './edit-files';
import { fileVersions } from './file-versions';
import { files } from './files';
import { folders } from './folders';
import { generations } from './generations';
import { instances } from './instances';
import { instanceHistory } from './instance-history';
import { nodes } from './nodes';
import type { Operation } from './operation';
import { realTimeControl } from './real-time-control';
import { realTimeTasks } from './real-time-tasks';
import { sts } from './sts';
import { syncTasks } from './sync-tasks';
import { workspaces } from './workspaces';

/** Every operation that the emulator serves. */
export const OPERATIONS: readonly Operation[] = [
  ...syncTasks,
  ...realTimeTasks,
  ...realTimeControl,
  ...generations,
  ...files,
  ...editFiles,
  ...fileVersions,
  ...folders,
  ...deployments,
  ...backfill,
  ...instances,
  ...controlInstances,
  ...instanceHistory,
  ...nodes,
  ...workspaces,
  ...dataSources,
  ...sts,
  ...studioOperations,
];
