import { STUDIO_FOLDERS, STUDIO_WORKFLOW } from '../../defaults';
import type { DIAlarmRule, DIJob } from './di-job';
import type { StudioNode, StudioWorkflow } from './node';
import type { PipelineRun } from './pipeline-run';
import type { Task, TaskEnvironment } from './task';
import type { Creation, TaskInstance, WorkflowInstance } from './task-instance';

/** The workspace that uses the new Data Studio. */
const STUDIO_PROJECT = 20000n;

/** What the new Data Studio, the Operation Center behind it and its DI jobs hold. */
export interface StudioState {
  nodes: Map<bigint, StudioNode>;
  workflows: Map<bigint, StudioWorkflow>;
  /** Folders by full path, "" for the root. */
  folders: Set<string>;
  pipelineRuns: Map<string, PipelineRun>;
  /** Pipeline runs that are not over. */
  openRuns: Set<PipelineRun>;
  tasks: Record<TaskEnvironment, Map<bigint, Task>>;
  /** Backfills by OperationId. */
  creations: Map<string, Creation>;
  workflowInstances: Map<bigint, WorkflowInstance>;
  taskInstances: Map<bigint, TaskInstance>;
  /** Workflow instances with a task instance that has not begun. */
  waiting: Set<WorkflowInstance>;
  diJobs: Map<bigint, DIJob>;
  diAlarmRules: Map<bigint, DIAlarmRule>;
}

/** What workspace 20000 holds at the start: folders and an empty workflow. */
export function createStudioState(): StudioState {
  const workflow = { ...STUDIO_WORKFLOW, projectId: STUDIO_PROJECT };
  return {
    nodes: new Map(),
    workflows: new Map([[workflow.id, workflow]]),
    folders: new Set(['', ...STUDIO_FOLDERS]),
    pipelineRuns: new Map(),
    openRuns: new Set(),
    tasks: { Dev: new Map(), Prod: new Map() },
    creations: new Map(),
    workflowInstances: new Map(),
    taskInstances: new Map(),
    waiting: new Set(),
    diJobs: new Map(),
    diAlarmRules: new Map(),
  };
}

/** The state without references from one thing into another, for who looks from outside. */
export function studioSummary(state: StudioState) {
  return {
    nodes: [...state.nodes.values()],
    workflows: [...state.workflows.values()],
    folders: [...state.folders],
    pipelineRuns: [...state.pipelineRuns.values()].map(({ nodes, ...run }) => ({
      ...run,
      nodeIds: nodes.map(({ id }) => id),
    })),
    tasks: { Dev: [...state.tasks.Dev.values()], Prod: [...state.tasks.Prod.values()] },
    workflowInstances: [...state.workflowInstances.values()].map(
      ({ taskInstances, follows, ...one }) => ({
        ...one,
        follows: follows?.id,
        taskInstanceIds: taskInstances.map(({ instanceId }) => instanceId),
      }),
    ),
    taskInstances: [...state.taskInstances.values()].map(
      ({ workflowInstance, task, ...instance }) => ({
        ...instance,
        workflowInstanceId: workflowInstance.id,
        taskId: task.taskId,
      }),
    ),
    diJobs: [...state.diJobs.values()],
    diAlarmRules: [...state.diAlarmRules.values()],
  };
}
