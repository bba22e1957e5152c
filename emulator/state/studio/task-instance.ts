import { finishedAt, instanceStatus, type Attempt } from '../scheduler';
import type { Task, TaskEnvironment } from './task';

/** A backfill on its way. Times in ms since 1970. */
export interface Creation {
  operationId: string;
  readyAt: number;
  failure: string | undefined;
  workflowInstances: WorkflowInstance[];
}

/** A backfill's part for one business date. Times in ms since 1970. */
export interface WorkflowInstance {
  id: bigint;
  /** The same for all dates of one backfill. */
  unifiedId: bigint;
  projectId: bigint;
  environment: TaskEnvironment;
  name: string;
  type: string;
  /** Midnight of the business date. */
  bizdate: number;
  createdBy: string;
  createdAt: number;
  taskInstances: TaskInstance[];
  /** The date that must succeed first. */
  follows: WorkflowInstance | undefined;
  /** From when it may begin; undefined until StartWorkflowInstances where AutoStartEnabled is false. */
  releasedAt: number | undefined;
  /** Whether a run of a future time waits for it. */
  waitsForTime: boolean;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
}

/** One task's run for one business date. Times in ms since 1970. */
export interface TaskInstance {
  instanceId: bigint;
  workflowInstance: WorkflowInstance;
  task: Task;
  bizdate: number;
  cycleTime: number;
  createdBy: string;
  createdAt: number;
  parameters: string;
  dryRun: boolean;
  /** Why it fails as soon as it begins: a paused task. */
  failsAtOnce: boolean;
  attempts: Attempt[];
  forcedAt?: number;
  /** When it was frozen, until it is resumed; then when that was. */
  suspendedAt?: number | undefined;
  resumedAt?: number;
}

export type TaskInstanceStatus =
  | 'NotRun'
  | 'WaitTime'
  | 'WaitResource'
  | 'CheckingCondition'
  | 'Checking'
  | 'Running'
  | 'Failure'
  | 'Success';

/** The scheduler's states as 2024-05-18 writes them. */
const NAMES: Record<string, TaskInstanceStatus> = {
  NOT_RUN: 'NotRun',
  WAIT_TIME: 'WaitTime',
  WAIT_RESOURCE: 'WaitResource',
  RUNNING: 'Running',
  CHECKING: 'Checking',
  FAILURE: 'Failure',
  SUCCESS: 'Success',
};

/** The state of `instance` at `now` (ms). */
export function taskInstanceStatus(instance: TaskInstance, now: number): TaskInstanceStatus {
  // A frozen one has no state of its own in any source.
  if (instance.suspendedAt !== undefined) return 'NotRun';
  return NAMES[instanceStatus(instance, now)]!;
}

/** When `instance` came to its end (ms), if it has by `now`. */
export function taskInstanceEnd(instance: TaskInstance, now: number): number | undefined {
  return instance.suspendedAt === undefined ? finishedAt(instance, now) : undefined;
}

/** The state of `workflow` at `now` (ms), made of its task instances'. */
export function workflowInstanceStatus(
  workflow: WorkflowInstance,
  now: number,
): TaskInstanceStatus {
  const statuses = workflow.taskInstances.map((one) => taskInstanceStatus(one, now));
  if (statuses.every((status) => status === 'Success')) return 'Success';
  if (statuses.includes('Failure') || workflow.stoppedAt !== undefined) {
    // What waits for a failed one never begins.
    const isMoving = statuses.some((status) => !['Failure', 'Success', 'NotRun'].includes(status));
    return isMoving ? 'Running' : 'Failure';
  }
  return workflow.startedAt === undefined ? 'NotRun' : 'Running';
}

/** When `workflow` came to its end (ms), if it has by `now`. */
export function workflowInstanceEnd(workflow: WorkflowInstance, now: number): number | undefined {
  const status = workflowInstanceStatus(workflow, now);
  if (status !== 'Success' && status !== 'Failure') return undefined;
  const ends = workflow.taskInstances.map((one) => taskInstanceEnd(one, now) ?? 0);
  return Math.max(workflow.stoppedAt ?? 0, ...ends);
}
