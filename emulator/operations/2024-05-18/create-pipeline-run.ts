import {
  dependentTask,
  settlePipelineRuns,
  taskOfNode,
  unknownParent,
} from '../../progress/pipeline-runs';
import type { StudioNode } from '../../state/studio/node';
import type { PipelineRun } from '../../state/studio/pipeline-run';
import type { Call } from '../operation';
import { refused } from './errors';
import { exactParse, idsIn } from './ids';
import { studio, studioOf } from './operation';
import { stagesOf } from './pipeline-stages';

/** What is published under `objectId`: a node that is in no workflow, or a workflow's nodes. */
function publishedNodes(call: Call, projectId: bigint, objectId: bigint): StudioNode[] {
  const { nodes, workflows } = call.state.studio;
  const node = nodes.get(objectId);
  if (node?.projectId === projectId && node.containerId === undefined) return [node];
  const inside = [...nodes.values()].filter(({ containerId }) => containerId === objectId);
  if (workflows.get(objectId)?.projectId === projectId && inside.length > 0) return inside;
  throw refused('noPublishObject', `未找到发布对象: [[${objectId}]]`);
}

/** Why the first stage must fail, if it must. */
function checkFailure(call: Call, run: PipelineRun, workspaceName: string): string | undefined {
  const other = [...call.state.studio.openRuns].find(({ objectId }) => objectId === run.objectId);
  if (other && call.settings.studio.secondRun === 'build-fails') {
    return `NodeInProcess: the pipeline run ${other.id} is under way.`;
  }
  return run.type === 'Online'
    ? unknownParent(call.state, workspaceName, run.nodes)
    : dependentTask(call.state, run.nodes);
}

/** Starts publishing a node or a workflow, or taking it offline. */
export const createPipelineRun = studio({
  action: 'CreatePipelineRun',
  access: 'write',
  failure: 'none',
  body: {
    ProjectId: 'id*',
    ObjectIds: 'string*',
    Type: 'string*',
    Description: 'string',
    RunMode: 'string',
    AutoRunUntilStage: 'string',
  },
  handle(call, parameters) {
    const { identifier, projectId } = studioOf(call, parameters.ProjectId);
    const { Type, RunMode = 'Manual', AutoRunUntilStage, Description = '' } = parameters;
    if (Type !== 'Online' && Type !== 'Offline') throw refused('parameter', 'Type is not valid.');
    const ids = idsIn('ObjectIds', exactParse('ObjectIds', parameters.ObjectIds)) ?? [];
    // Only the first one and its children count, as documented.
    const objectId = ids[0] ?? -1n;
    const nodes = publishedNodes(call, projectId, objectId).map((node) => ({ ...node }));
    if (Type === 'Offline' && !nodes.some(({ id }) => isPublished(call, id))) {
      throw refused('noPublishObject', `未找到发布对象: [[${objectId}]]`);
    }
    const run: PipelineRun = {
      id: call.randomUuid(),
      projectId,
      type: Type,
      objectId,
      description: Description,
      createdBy: call.caller.identity.userId,
      createdAt: call.now,
      modifiedAt: call.now,
      stages: stagesOf(Type, call.settings.studio),
      nodes,
    };
    automate(run, RunMode, AutoRunUntilStage);
    run.stages[0]!.fails = checkFailure(call, run, identifier);
    call.state.studio.pipelineRuns.set(run.id, run);
    call.state.studio.openRuns.add(run);
    settlePipelineRuns(call, call.now);
    return { Id: run.id };
  },
});

function isPublished({ state }: Call, nodeId: bigint): boolean {
  return (['Prod', 'Dev'] as const).some((environment) => taskOfNode(state, environment, nodeId));
}

/** RunMode Auto carries out every stage up to the named one, that one included. */
function automate(run: PipelineRun, mode: string, until: string | undefined): void {
  if (mode !== 'Auto') return;
  const last = until === undefined ? Infinity : run.stages.findIndex(({ code }) => code === until);
  if (last === -1) throw refused('parameter', 'AutoRunUntilStage is not valid.');
  run.stages.forEach((stage, at) => (stage.isAutomatic ||= at <= last));
}
