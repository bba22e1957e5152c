import { BusinessError } from '../errors';
import type { SyncFile } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/** The DataStudio files of a workspace: every task but the solutions. */
export function filesOf(call: Call, workspace: Workspace): SyncFile[] {
  return [...call.state.files.values()].filter(
    (file) => file.projectId === workspace.projectId && file.fileType !== undefined,
  );
}

/** The file of that id or node in the workspace. Throws a business error when there is none. */
export function fileOf(
  call: Call,
  workspace: Workspace,
  { FileId, NodeId }: { FileId?: bigint | undefined; NodeId?: bigint | undefined },
): SyncFile {
  if (FileId === undefined && NodeId === undefined) {
    throw new BusinessError('NoFileNamed');
  }
  const file = findFile(call, workspace, { FileId, NodeId });
  if (!file) throw new BusinessError('FileNotExist');
  return file;
}

/** The file of that id and node in the workspace, if there is one. */
export function findFile(
  call: Call,
  workspace: Workspace,
  { FileId, NodeId }: { FileId?: bigint | undefined; NodeId?: bigint | undefined },
): SyncFile | undefined {
  return filesOf(call, workspace).find(
    (one) =>
      (FileId === undefined || one.fileId === FileId) &&
      (NodeId === undefined || one.nodeId === NodeId),
  );
}

/**
 * Throws a business error for a real-time task, which only the DISync operation named here handles,
 * and for a file in the recycle bin.
 */
export function requireBatch(file: SyncFile, instead: string): void {
  if (file.taskType === 'DI_REALTIME') {
    throw new BusinessError('FileType', { instead });
  }
  if (file.deletedStatus === 'RECYCLE_BIN') {
    throw new BusinessError('FileDeleted');
  }
}
