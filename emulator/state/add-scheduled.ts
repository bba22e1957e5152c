import { chinaDate, DAY_MS, parseBusinessDate } from '../china-time';
import { initialConfiguration } from './node-configuration';
import type { Attempt, SchedulerNode } from './scheduler';
import type { State } from './state';
import type { Task } from './studio/task';
import type { TaskInstance, WorkflowInstance } from './studio/task-instance';

/** Runs that begin and end by themselves, as the schedule makes them. Times in ms since 1970. */
export interface ScheduledRuns {
  /** 10000, or 20000 of the new Data Studio. */
  projectId: number;
  /** Of the node; of several, each has a node of its own: name_1 … */
  name: string;
  count?: number;
  /** e.g. 2026-02-28; default the day before the one on which they are due. */
  bizdate?: string;
  createdAt?: number;
  /** When they are due; default at once. Each next one `everyMs` later, default at the same time. */
  dueAt?: number;
  everyMs?: number;
  runMs?: number;
  result?: 'SUCCESS' | 'FAILURE';
  log?: string;
  /** What began them; default the schedule. */
  dagType?: 'DAILY' | 'SUPPLY_DATA' | 'MANUAL';
}

const OWNER = '2000000000000001';

/** WorkflowInstanceType of API 2024-05-18 by DagType of 2020-05-18. */
const TYPES = { DAILY: 'Normal', SUPPLY_DATA: 'SupplementData', MANUAL: 'Manual' };

function nodeNamed(state: State, projectId: bigint, name: string, now: number): SchedulerNode {
  const known = [...state.nodes.PROD.values()].find(
    (node) => node.projectId === projectId && node.name === name,
  );
  if (known) return known;
  const node: SchedulerNode = {
    nodeId: state.ids.next('node'),
    environment: 'PROD',
    projectId,
    fileId: 0n,
    fileType: 23,
    fileVersion: 1,
    name,
    owner: OWNER,
    configuration: initialConfiguration(`${name}_out`, 1n),
    createTime: now,
    deployDate: now,
  };
  state.nodes.PROD.set(node.nodeId, node);
  return node;
}

function taskNamed(state: State, projectId: bigint, name: string, now: number): Task {
  const known = [...state.studio.tasks.Prod.values()].find((task) => task.name === name);
  if (known) return known;
  const task: Task = {
    taskId: state.ids.next('task'),
    environment: 'Prod',
    projectId,
    nodeId: state.ids.next('studioNode'),
    containerId: undefined,
    name,
    owner: OWNER,
    spec: {
      script: { runtime: { command: 'DI' }, content: '{}' },
      runtimeResource: { resourceGroup: 'Serverless_res_group_demo_1' },
      trigger: { type: 'Scheduler', cron: '00 00 00 * * ?' },
    },
    depends: [],
    outputs: [],
    createdAt: now,
    modifiedAt: now,
    modifiedBy: OWNER,
  };
  state.studio.tasks.Prod.set(task.taskId, task);
  return task;
}

/** Adds runs at `now` (ms); gives their ids. Throws a TypeError for a date that is none. */
export function addScheduled(state: State, runs: ScheduledRuns, now: number): bigint[] {
  const { name, count = 1, createdAt = now, everyMs = 0, runMs = 10_000, result, log } = runs;
  const { dueAt: firstDueAt = now, dagType = 'DAILY' } = runs;
  const projectId = BigInt(runs.projectId);
  const date = runs.bizdate ?? chinaDate(firstDueAt - DAY_MS);
  const bizdate = parseBusinessDate(`${date} 00:00:00`);
  if (bizdate === undefined) throw new TypeError(`bizdate is no date: "${date}".`);
  const names =
    count === 1 ? [name] : Array.from({ length: count }, (_, at) => `${name}_${at + 1}`);
  const isStudio = runs.projectId === 20_000;

  const dagId = state.ids.next('dag');
  const workflowId = state.ids.next('workflowInstance');
  const workflow: WorkflowInstance = {
    id: workflowId,
    unifiedId: workflowId,
    projectId,
    environment: 'Prod',
    name: date,
    type: TYPES[dagType],
    bizdate,
    createdBy: OWNER,
    createdAt,
    taskInstances: [],
    follows: undefined,
    releasedAt: createdAt,
    waitsForTime: true,
    startedAt: createdAt,
    stoppedAt: undefined,
  };
  if (isStudio) state.studio.workflowInstances.set(workflow.id, workflow);
  return names.map((one, at) => {
    const dueAt = firstDueAt + at * everyMs;
    const attempt: Attempt = {
      startedAt: createdAt,
      readyAt: dueAt,
      runningAt: dueAt,
      endsAt: dueAt + runMs,
      result: result ?? 'SUCCESS',
      log,
    };
    const instance = {
      bizdate,
      cycleTime: dueAt,
      createdBy: OWNER,
      parameters: `bizdate=${date.replaceAll('-', '')}`,
      dryRun: false,
      attempts: [attempt],
    };
    if (isStudio) {
      const made: TaskInstance = {
        ...instance,
        instanceId: state.ids.next('taskInstance'),
        workflowInstance: workflow,
        task: taskNamed(state, projectId, one, now),
        createdAt,
        failsAtOnce: false,
      };
      workflow.taskInstances.push(made);
      state.studio.taskInstances.set(made.instanceId, made);
      return made.instanceId;
    }
    const instanceId = state.ids.next('instance');
    const node = nodeNamed(state, projectId, one, now);
    state.instances.set(instanceId, {
      ...instance,
      instanceId,
      dagId,
      dagType,
      node,
      createTime: createdAt,
    });
    return instanceId;
  });
}

const TEXTS = ['name', 'bizdate', 'log', 'result', 'dagType'];
const NUMBERS = ['projectId', 'count', 'createdAt', 'dueAt', 'everyMs', 'runMs'];

/** `sent` as runs, for what comes from outside. Throws a TypeError that says what is wrong. */
export function asScheduledRuns(sent: Record<string, unknown>): ScheduledRuns {
  for (const [name, value] of Object.entries(sent)) {
    const wanted = TEXTS.includes(name) ? 'string' : NUMBERS.includes(name) ? 'number' : undefined;
    if (wanted === undefined) throw new TypeError(`Unknown member "${name}".`);
    if (typeof value !== wanted) throw new TypeError(`${name} is not a ${wanted}.`);
  }
  if (sent['name'] === undefined || sent['projectId'] === undefined) {
    throw new TypeError('Give projectId and name.');
  }
  return sent as unknown as ScheduledRuns;
}
