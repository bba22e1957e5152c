import type { TaskInstance, WorkflowInstance } from '../state/studio/task-instance';
import {
  taskInstanceEnd,
  taskInstanceStatus,
  workflowInstanceEnd,
  workflowInstanceStatus,
} from '../state/studio/task-instance';
import { beginAttempt } from './runs';
import type { World } from './world';

/** Begins the runs whose turn has come by `now` (ms): after the date before, after their parents. */
export function settleTaskInstances(world: World, now: number): void {
  // Oldest first, so that a date that ends lets the next begin in the same pass.
  for (const workflow of world.state.studio.waiting) settleWorkflow(world, workflow, now);
}

function settleWorkflow(world: World, workflow: WorkflowInstance, now: number): void {
  const { waiting } = world.state.studio;
  if (workflow.stoppedAt !== undefined) {
    waiting.delete(workflow);
    return;
  }
  if (workflow.startedAt === undefined) workflow.startedAt = startOf(workflow, now);
  if (workflow.startedAt === undefined) return;
  let isMoving = true;
  while (isMoving) {
    isMoving = false;
    for (const instance of workflow.taskInstances) {
      const at = turnOf(instance, workflow.startedAt, now);
      if (at === undefined) continue;
      beginRun(world, instance, at, workflow.waitsForTime);
      isMoving = true;
    }
  }
  if (workflow.taskInstances.every(({ attempts }) => attempts.length > 0)) waiting.delete(workflow);
}

function startOf({ follows, releasedAt, createdAt }: WorkflowInstance, now: number) {
  if (releasedAt === undefined || createdAt > now) return undefined;
  const earliest = Math.max(createdAt, releasedAt);
  if (!follows) return earliest;
  if (workflowInstanceStatus(follows, now) !== 'Success') return undefined;
  return Math.max(earliest, workflowInstanceEnd(follows, now)!);
}

/** When a run that has not begun begins; undefined: not yet. */
function turnOf(instance: TaskInstance, startedAt: number, now: number): number | undefined {
  const { attempts, forcedAt, suspendedAt, resumedAt = 0, workflowInstance, task } = instance;
  if (attempts.length > 0 || forcedAt !== undefined || suspendedAt !== undefined) return undefined;
  const parents = workflowInstance.taskInstances.filter(
    (other) =>
      other !== instance &&
      task.depends.some(
        ({ type, output }) => type === 'Normal' && other.task.outputs.includes(output),
      ),
  );
  if (!parents.every((parent) => taskInstanceStatus(parent, now) === 'Success')) return undefined;
  return Math.max(startedAt, resumedAt, ...parents.map((parent) => taskInstanceEnd(parent, now)!));
}

/** Begins a run of `instance` at `at` (ms), or when its time has come. */
export function beginRun(world: World, instance: TaskInstance, at: number, waits = false): void {
  if (instance.failsAtOnce) {
    const moments = { startedAt: at, readyAt: at, runningAt: at, endsAt: at };
    instance.attempts.push({ ...moments, result: 'FAILURE', log: 'The task is paused.' });
    return;
  }
  const { attempts, cycleTime, dryRun, task } = instance;
  beginAttempt(world, { attempts, cycleTime, dryRun, node: task }, at, waits);
}
