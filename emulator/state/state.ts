import { ROLES } from '../defaults';
import type { Settings } from '../options';
import { createAccessKeys, type AccessKey, type Role } from './accounts';
import type { Deployment } from './deployment';
import type { Generation } from './generation';
import { Ids } from './ids';
import type { Dag, Environment, Instance, SchedulerNode } from './scheduler';
import type { SyncFile } from './sync-file';
import { createStudioState, type StudioState } from './studio/state';
import { createWorkspaces, type Workspace } from './workspace';

/** A remembered ClientToken: what it was used for and what was answered. Times in ms since 1970. */
export interface ClientTokenUse {
  parameters: string;
  reply: Record<string, unknown>;
  usedAt: number;
}

/** Everything that an emulator remembers. */
export interface State {
  accessKeys: Map<string, AccessKey>;
  roles: readonly Role[];
  workspaces: Map<bigint, Workspace>;
  files: Map<bigint, SyncFile>;
  /** By account, action and token. */
  clientTokens: Map<string, ClientTokenUse>;
  deployments: Map<bigint, Deployment>;
  /** Deployments whose effects are still to come. */
  pendingDeployments: Set<Deployment>;
  /** The scheduler's nodes of each environment by NodeId. */
  nodes: Record<Environment, Map<bigint, SchedulerNode>>;
  dags: Map<bigint, Dag>;
  /** DAGs that wait for the one before. */
  waitingDags: Set<Dag>;
  instances: Map<bigint, Instance>;
  generations: Map<bigint, Generation>;
  /** What the new Data Studio of workspace 20000 holds. */
  studio: StudioState;
  ids: Ids;
}

/** A new emulator's state at `now` (ms since 1970). */
export function createState(now: number, settings: Settings): State {
  return {
    accessKeys: createAccessKeys(now),
    roles: ROLES,
    workspaces: createWorkspaces(settings),
    files: new Map(),
    clientTokens: new Map(),
    deployments: new Map(),
    pendingDeployments: new Set(),
    nodes: { DEV: new Map(), PROD: new Map() },
    dags: new Map(),
    waitingDags: new Set(),
    instances: new Map(),
    generations: new Map(),
    studio: createStudioState(),
    ids: new Ids(settings.largeIds),
  };
}
