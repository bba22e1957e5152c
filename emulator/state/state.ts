import { ROLES } from '../defaults';
import { createAccessKeys, type AccessKey, type Role } from './accounts';
import type { SyncFile } from './sync-file';
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
  /** The next FileId; file ids are small numbers. */
  nextFileId: bigint;
}

/** A new emulator's state at `now` (ms since 1970). */
export function createState(now: number): State {
  return {
    accessKeys: createAccessKeys(now),
    roles: ROLES,
    workspaces: createWorkspaces(),
    files: new Map(),
    clientTokens: new Map(),
    nextFileId: 1_000_001n,
  };
}
