import type { NodeConfiguration } from './node-configuration';
import type { RealTimeTask } from './real-time-task';

/** Task types of Data Integration. */
export type TaskType = 'DI_OFFLINE' | 'DI_REALTIME' | 'DI_SOLUTION';

export const TASK_TYPES: readonly string[] = ['DI_OFFLINE', 'DI_REALTIME', 'DI_SOLUTION'];

/**
 * FileType of a DataStudio file: 23 batch, 900 real-time. A solution is no DataStudio file:
 * ListFiles and GetFile do not know it.
 */
export const FILE_TYPES: Record<Exclude<TaskType, 'DI_SOLUTION'>, number> = {
  DI_OFFLINE: 23,
  DI_REALTIME: 900,
};

/** A Data Integration task, and the DataStudio file that it is unless it is a solution. */
export interface SyncFile {
  fileId: bigint;
  projectId: bigint;
  /** Undefined: a file of another kind, made with CreateFile. */
  taskType: TaskType | undefined;
  /** Undefined for a solution. */
  fileType: number | undefined;
  name: string;
  folderPath: string;
  content: string;
  /** TaskParam of the last call that gave one. */
  taskParam: Record<string, unknown>;
  /** AdvancedSettings, FileDescription, ConnectionName and AutoParsing, as GetFile gives them. */
  attributes: FileAttributes;
  nodeConfiguration: NodeConfiguration;
  owner: string;
  createdBy: string;
  createTime: number;
  lastEditUser: string;
  lastEditTime: number;
  /** Counts the edits, so that a version can tell whether it holds the last one. */
  revision: number;
  /** Committed versions, oldest first. */
  versions: FileVersion[];
  /** The scheduler's node; set once a submission has succeeded. */
  nodeId: bigint | undefined;
  /**
   * A deleted file that was submitted is in the recycle bin. The real values, as on the GetFile page,
   * less DELETED, which no source shows.
   */
  deletedStatus: 'NORMAL' | 'RECYCLE_BIN';
  /** The state of a real-time task or a solution. */
  realTime: RealTimeTask;
}

/** Properties of a file that have nothing to do with its schedule. */
export interface FileAttributes {
  AdvancedSettings: string;
  FileDescription: string;
  ConnectionName: string;
  AutoParsing: boolean;
}

/** A submitted version. Status as ListFileVersions gives it. */
export interface FileVersion {
  version: number;
  status: 'COMMITTED' | 'CHECK_OK' | 'DEPLOYING' | 'DEPLOYED' | 'CANCELLED';
  revision: number;
  name: string;
  content: string;
  nodeConfiguration: NodeConfiguration;
  comment: string;
  commitTime: number;
  commitUser: string;
  isCurrentProd: boolean;
}

/** Notes an edit by `user` at `now` (ms). */
export function touch(file: SyncFile, user: string, now: number): void {
  file.revision += 1;
  file.lastEditUser = user;
  file.lastEditTime = now;
}

/** The version of `file` that was committed last and not cancelled. */
export function currentVersion(file: SyncFile): FileVersion | undefined {
  return file.versions.filter(({ status }) => status !== 'CANCELLED').at(-1);
}
