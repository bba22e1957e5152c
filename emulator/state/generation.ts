import type { TaskType } from './sync-file';

/** An asynchronous generation of a script. Times in ms since 1970. */
export interface Generation {
  processId: bigint;
  projectId: bigint;
  taskType: TaskType;
  /** The task that is to be updated; undefined for a new one. */
  taskId: bigint | undefined;
  readyAt: number;
  content: string;
  failure: string | undefined;
}
