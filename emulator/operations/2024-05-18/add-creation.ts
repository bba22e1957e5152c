import { cycleTimeOf } from '../../progress/runs';
import type { JsonObject } from '../../state/studio/node';
import type { Task, TaskEnvironment } from '../../state/studio/task';
import type { Creation, TaskInstance, WorkflowInstance } from '../../state/studio/task-instance';
import type { Call } from '../operation';
import { triggerOf } from './spec-reply';
import { scriptParameters } from './task-units';

/** What a backfill is made of. */
export interface Wish {
  environment: TaskEnvironment;
  name: string;
  /** Business dates (ms) in the order in which they run. */
  dates: number[];
  /** How many dates run at a time. */
  lanes: number;
  waitsForTime: boolean;
  tasks: Task[];
  /** Parameter values by task id. */
  parameters: JsonObject;
  /** Whether the runs begin by themselves. */
  starts: boolean;
  /** Why nothing is made. */
  failure: string | undefined;
}

/** Adds a backfill; its instances are there once `creationMs` are over. */
export function addCreation(call: Call, projectId: bigint, wish: Wish): Creation {
  const { ids, studio } = call.state;
  const readyAt = call.now + call.settings.durations.creationMs;
  const creation: Creation = {
    operationId: call.randomUuid(),
    readyAt,
    failure: wish.failure,
    workflowInstances: [],
  };
  studio.creations.set(creation.operationId, creation);
  if (wish.failure !== undefined) return creation;
  const unifiedId = ids.next('workflowInstance');
  wish.dates.forEach((bizdate, at) => {
    const workflow: WorkflowInstance = {
      id: at === 0 ? unifiedId : ids.next('workflowInstance'),
      unifiedId,
      projectId,
      environment: wish.environment,
      name: wish.name,
      type: 'SupplementData',
      bizdate,
      createdBy: call.caller.identity.userId,
      createdAt: readyAt,
      taskInstances: [],
      follows: creation.workflowInstances[at - wish.lanes],
      releasedAt: wish.starts ? readyAt : undefined,
      waitsForTime: wish.waitsForTime,
      startedAt: undefined,
      stoppedAt: undefined,
    };
    workflow.taskInstances = wish.tasks.map((task) => instanceOf(call, workflow, task, wish));
    for (const instance of workflow.taskInstances) {
      studio.taskInstances.set(instance.instanceId, instance);
    }
    creation.workflowInstances.push(workflow);
    studio.workflowInstances.set(workflow.id, workflow);
    studio.waiting.add(workflow);
  });
  return creation;
}

function instanceOf(
  call: Call,
  workflow: WorkflowInstance,
  task: Task,
  { parameters }: Wish,
): TaskInstance {
  return {
    instanceId: call.state.ids.next('taskInstance'),
    workflowInstance: workflow,
    task,
    bizdate: workflow.bizdate,
    cycleTime: cycleTimeOf(workflow.bizdate, String(triggerOf(task.spec)['cron'])),
    createdBy: workflow.createdBy,
    createdAt: workflow.createdAt,
    parameters: String(parameters[String(task.taskId)] ?? scriptParameters(task.spec)),
    dryRun: task.spec['recurrence'] === 'Skip',
    failsAtOnce: task.spec['recurrence'] === 'Pause',
    attempts: [],
  };
}
