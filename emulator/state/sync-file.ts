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
  owner: string;
  createdBy: string;
  createTime: number;
  lastEditUser: string;
  lastEditTime: number;
}
