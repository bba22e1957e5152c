import { objectsOf, outputsOf, type StudioNode } from '../state/studio/node';
import {
  nextStage,
  pipelineStatus,
  type PipelineRun,
  type Stage,
} from '../state/studio/pipeline-run';
import type { State } from '../state/state';
import type { Task, TaskEnvironment } from '../state/studio/task';
import type { World } from './world';

/** Ends the stages that are due by `now` (ms), and begins those that begin by themselves. */
export function settlePipelineRuns(world: World, now: number): void {
  for (const run of world.state.studio.openRuns) settleRun(world, run, now);
}

function settleRun(world: World, run: PipelineRun, now: number): void {
  for (;;) {
    const stage = nextStage(run);
    if (!stage || run.abolished) break;
    if (stage.status === 'Init' && stage.isAutomatic) beginStage(world, stage, run.modifiedAt);
    if (stage.status !== 'Running' || stage.endsAt === undefined || now < stage.endsAt) break;
    endStage(world.state, run, stage, stage.endsAt);
  }
  if (pipelineStatus(run) !== 'Running') world.state.studio.openRuns.delete(run);
}

/** Begins `stage` at `at` (ms). A plan may let it fail, or wait for a person. */
export function beginStage(world: World, stage: Stage, at: number): void {
  const { checkMs, deployMs } = world.settings.durations;
  const takes = stage.type === 'Build' || stage.type === 'Check' ? checkMs : deployMs;
  const plan = world.plans.stage(stage.code, 'begins');
  const waits = plan?.does === 'wait' || stage.code === 'APPROVAL';
  stage.status = 'Running';
  stage.endsAt = waits ? undefined : at + takes;
  stage.message = waits ? (plan?.message ?? 'Waiting for approval.') : '';
  if (plan?.does === 'fail') stage.fails = plan.message ?? `The stage ${stage.code} failed.`;
}

/** Lets the stages that wait for a person go on at `now` (ms); gives how many waited. */
export function approveStages(state: State, now: number): number {
  let approved = 0;
  for (const run of state.studio.openRuns) {
    const stage = nextStage(run);
    if (stage?.status !== 'Running' || stage.endsAt !== undefined) continue;
    stage.endsAt = now;
    approved += 1;
  }
  return approved;
}

function endStage(state: State, run: PipelineRun, stage: Stage, at: number): void {
  const failure = stage.fails ?? carryOut(state, run, stage, at);
  stage.status = failure === undefined ? 'Success' : 'Fail';
  stage.message = failure ?? '';
  run.modifiedAt = at;
}

/** The effect of a stage that changes an environment; why it fails, if it does. */
function carryOut(state: State, run: PipelineRun, stage: Stage, at: number): string | undefined {
  const { environment } = stage;
  if (!environment) return undefined;
  if (stage.type === 'Offline') {
    for (const node of run.nodes) takeOffline(state, environment, node);
    return undefined;
  }
  const failure = sharedOutput(state, environment, run.nodes);
  if (failure === undefined) {
    for (const node of run.nodes) publish(state, environment, run, node, at);
  }
  return failure;
}

/** The same output of two tasks is refused only here, not when the node is made. */
function sharedOutput(
  state: State,
  environment: TaskEnvironment,
  nodes: StudioNode[],
): string | undefined {
  const owners = new Map<string, bigint>();
  const published = [...state.studio.tasks[environment].values()];
  for (const { nodeId, outputs } of published) {
    if (nodes.some(({ id }) => id === nodeId)) continue;
    for (const output of outputs) owners.set(output, nodeId);
  }
  for (const node of nodes) {
    for (const output of outputsOf(node)) {
      if (owners.has(output)) {
        return `can not exported multiple nodes into the same output, output: ${output}`;
      }
      owners.set(output, node.id);
    }
  }
  return undefined;
}

/** The task of a node in an environment, if it is published there. */
export function taskOfNode(
  state: State,
  environment: TaskEnvironment,
  nodeId: bigint,
): Task | undefined {
  return [...state.studio.tasks[environment].values()].find((task) => task.nodeId === nodeId);
}

function publish(
  state: State,
  environment: TaskEnvironment,
  run: PipelineRun,
  node: StudioNode,
  at: number,
): void {
  const earlier = taskOfNode(state, environment, node.id);
  const other = taskOfNode(state, environment === 'Prod' ? 'Dev' : 'Prod', node.id);
  const taskId = earlier?.taskId ?? other?.taskId ?? state.ids.next('task');
  state.studio.tasks[environment].set(taskId, {
    taskId,
    environment,
    projectId: node.projectId,
    nodeId: node.id,
    containerId: node.containerId,
    name: node.name,
    owner: node.owner,
    spec: node.spec,
    depends: node.depends,
    outputs: outputsOf(node),
    createdAt: earlier?.createdAt ?? at,
    modifiedAt: at,
    modifiedBy: run.createdBy,
  });
  const draft = state.studio.nodes.get(node.id);
  if (environment === 'Prod' && draft) draft.taskId = taskId;
}

function takeOffline(state: State, environment: TaskEnvironment, node: StudioNode): void {
  const task = taskOfNode(state, environment, node.id);
  if (task) state.studio.tasks[environment].delete(task.taskId);
  const draft = state.studio.nodes.get(node.id);
  if (environment === 'Prod' && draft) draft.taskId = undefined;
}

/** Names of the checks whose outcome the build stage lists. Source: a recorded reply. */
export const CHECKERS = ['BuildPackageChecker', 'NodeParentDependency', 'NodeInProcess'] as const;

/** Why the build of an online run must fail: another node's output that nothing puts out. */
export function unknownParent(state: State, workspaceName: string, nodes: StudioNode[]) {
  const known = new Set([`${workspaceName}_root`]);
  for (const node of state.studio.nodes.values()) {
    for (const output of outputsOf(node)) known.add(output);
  }
  const missing = objectsOf(nodes.flatMap(({ depends }) => depends)).find(
    ({ output }) => !known.has(String(output)),
  );
  return (
    missing &&
    `NodeParentDependency: the parent output ${String(missing['output'])} does not exist.`
  );
}

/** Why a node cannot be taken offline: a task that depends on it. */
export function dependentTask(state: State, nodes: StudioNode[]): string | undefined {
  const outputs = new Set(nodes.flatMap(outputsOf));
  const dependent = [...state.studio.tasks.Prod.values()].find(
    ({ nodeId, depends }) =>
      !nodes.some(({ id }) => id === nodeId) && depends.some(({ output }) => outputs.has(output)),
  );
  return dependent && `NodeParentDependency: the task ${dependent.name} depends on it.`;
}
