import { STUDIO_RESOURCE_GROUPS, ACCOUNT_ID } from '../../defaults';
import { chinaTime } from '../../china-time';
import { exactJson } from '../../exact-json';
import type { Workspace } from '../../state/workspace';
import {
  objectOf,
  objectsOf,
  outputsOf,
  without,
  type JsonObject,
  type StudioNode,
  type StudioWorkflow,
} from '../../state/studio/node';
import type { Call } from '../operation';

/** What Data Studio puts into a node that leaves it out. Source: recorded GetNode replies. */
const NODE_DEFAULTS: JsonObject = {
  recurrence: 'Normal',
  timeout: 0,
  instanceMode: 'T+1',
  rerunMode: 'Allowed',
  rerunTimes: 3,
  rerunInterval: 180000,
};
const TRIGGER_DEFAULTS: JsonObject = {
  type: 'Scheduler',
  cron: '00 00 00 * * ?',
  startTime: '1970-01-01 00:00:00',
  endTime: '9999-01-01 00:00:00',
  timezone: 'Asia/Shanghai',
  delaySeconds: 0,
};
const DEFAULT_GROUP = STUDIO_RESOURCE_GROUPS[0]!;

/** A node's trigger with the defaults, without an id. */
export function triggerOf(spec: JsonObject): JsonObject {
  return { ...TRIGGER_DEFAULTS, ...objectOf(spec['trigger']) };
}

/** The id of the resource group of a node, e.g. "Serverless_res_group_demo_1". */
export function resourceGroupOf(spec: JsonObject): string {
  return String(objectOf(spec['runtimeResource'])['resourceGroup'] ?? DEFAULT_GROUP.id);
}

/** The node's outputs as GetNode lists them: what it declares, and its own id as the default. */
export function nodeOutputs(node: StudioNode): JsonObject[] {
  const declared = objectsOf(objectOf(node.spec['outputs'])['nodeOutputs']);
  const own = String(node.id);
  const byItself = declared.some(({ data }) => data === own)
    ? []
    : [{ data: own, artifactType: 'NodeOutput', refTableName: node.name, isDefault: true }];
  return [...declared, ...byItself];
}

/** The node's parents as GetNode lists them under inputs. */
export function nodeInputs({ depends }: StudioNode): JsonObject[] {
  return depends
    .filter(({ type }) => type === 'Normal')
    .map((depend) => ({
      artifactType: 'NodeOutput',
      data: depend.output,
      ...without(depend, 'type', 'output'),
    }));
}

/** An id that goes with the node's: of its script, its trigger. All ids inside a Spec are text. */
function sideId(node: StudioNode, offset: bigint): string {
  return String(node.id - 10n ** 17n * offset);
}

function specNode(call: Call, workspace: Workspace, node: StudioNode): JsonObject {
  const { spec, id, owner, containerId } = node;
  const script = objectOf(spec['script']);
  const group = STUDIO_RESOURCE_GROUPS.find((one) => one.id === resourceGroupOf(spec));
  const inputs = nodeInputs(node);
  return {
    ...NODE_DEFAULTS,
    ...spec,
    id: String(id),
    script: { ...script, path: scriptPath(call, node), id: sideId(node, 1n) },
    trigger: { ...triggerOf(spec), id: sideId(node, 2n) },
    runtimeResource: {
      resourceGroup: resourceGroupOf(spec),
      ...objectOf(spec['runtimeResource']),
      id: sideId(node, 3n),
      resourceGroupId: String(group?.number),
    },
    name: node.name,
    owner,
    metadata: {
      owner,
      ...(containerId !== undefined && { container: { type: 'Flow', uuid: String(containerId) } }),
      createTime: chinaTime(node.createdAt),
      tenantId: ACCOUNT_ID,
      uuid: String(id),
      ...(node.taskId !== undefined && { schedulerNodeId: node.taskId }),
      project: projectOf(call, workspace),
      projectId: String(workspace.projectId),
    },
    inputs: inputs.length > 0 ? { ...objectOf(spec['inputs']), nodeOutputs: inputs } : {},
    outputs: { ...objectOf(spec['outputs']), nodeOutputs: nodeOutputs(node) },
  };
}

/** The path of the node: below its folders, or below its workflow. */
export function scriptPath(call: Call, { containerId, path, name }: StudioNode): string {
  const workflow =
    containerId === undefined ? undefined : call.state.studio.workflows.get(containerId);
  return workflow ? `${workflow.name}/${name}` : path;
}

function projectOf(call: Call, { projectId, identifier, name }: Workspace): JsonObject {
  const simple = call.settings.studio.mode === 'basic';
  return {
    defaultDiResourceGroupIdentifier: DEFAULT_GROUP.id,
    mode: simple ? 'SIMPLE' : 'STANDARD',
    projectId: String(projectId),
    projectIdentifier: identifier,
    projectName: name,
    projectOwnerId: ACCOUNT_ID,
    simple,
    tenantId: ACCOUNT_ID,
  };
}

function flowOf(nodes: StudioNode[]) {
  return nodes
    .filter(({ depends }) => depends.length > 0)
    .map(({ id, depends }) => ({ nodeId: String(id), depends }));
}

/**
 * The Spec that GetNode gives: of a node alone, or of the whole workflow in which it lives. Both were
 * recorded with kind CycleWorkflow.
 */
export function specReply(call: Call, workspace: Workspace, node: StudioNode): string {
  const { containerId } = node;
  const workflow =
    containerId === undefined ? undefined : call.state.studio.workflows.get(containerId);
  const spec = workflow
    ? {
        name: workflow.name,
        type: 'CycleWorkflow',
        workflows: [workflowOf(call, workspace, workflow)],
      }
    : { nodes: [specNode(call, workspace, node)], flow: flowOf([node]) };
  const metadata = {
    uuid: String(node.id),
    tenantId: ACCOUNT_ID,
    projectId: String(workspace.projectId),
    project: projectOf(call, workspace),
    ...(node.taskId !== undefined && { schedulerNodeId: String(node.taskId) }),
  };
  return exactJson({ version: '1.1.0', kind: 'CycleWorkflow', spec, metadata });
}

function workflowOf(call: Call, workspace: Workspace, { id, name }: StudioWorkflow): JsonObject {
  const nodes = [...call.state.studio.nodes.values()].filter(
    ({ containerId }) => containerId === id,
  );
  return {
    id: String(id),
    name,
    script: { path: name, runtime: { command: 'WORKFLOW' } },
    trigger: TRIGGER_DEFAULTS,
    nodes: nodes.map((node) => specNode(call, workspace, node)),
    dependencies: flowOf(nodes),
    outputs: {
      nodeOutputs: outputsOf({ id, spec: {} }).map((data) => ({ data, isDefault: true })),
    },
  };
}
