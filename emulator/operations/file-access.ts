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
    throw new BusinessError('Invalid.Parameter', 'FileId or NodeId must be specified.');
  }
  const file = filesOf(call, workspace).find(
    (one) =>
      (FileId === undefined || one.fileId === FileId) &&
      (NodeId === undefined || one.nodeId === NodeId),
  );
  if (!file) throw new BusinessError('Invalid.File.NotExist', 'The file does not exist.');
  return file;
}

/**
 * Throws a business error for a real-time task, which only the DISync operation named here handles,
 * and for a file in the recycle bin.
 */
export function requireBatch(file: SyncFile, instead: string): void {
  if (file.taskType === 'DI_REALTIME') {
    throw new BusinessError(
      'Invalid.File.Type',
      `The operation does not support real-time synchronization files. Use ${instead}.`,
    );
  }
  if (file.deletedStatus === 'RECYCLE_BIN') {
    throw new BusinessError('Invalid.File.Deleted', 'The file is in the recycle bin.');
  }
}
