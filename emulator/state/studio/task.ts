import type { Depend, JsonObject } from './node';

export type TaskEnvironment = 'Prod' | 'Dev';

/** A published node in the Operation Center. Times in ms since 1970. */
export interface Task {
  taskId: bigint;
  environment: TaskEnvironment;
  projectId: bigint;
  /** The node of Data Studio from which it was published, and the workflow in which that lives. */
  nodeId: bigint;
  containerId: bigint | undefined;
  name: string;
  owner: string;
  /** The node of the Spec as published. */
  spec: JsonObject;
  depends: Depend[];
  outputs: string[];
  createdAt: number;
  modifiedAt: number;
  modifiedBy: string;
}
