import {
  commandOf,
  objectOf,
  without,
  type Depend,
  type JsonObject,
  type StudioNode,
} from '../../state/studio/node';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { checkNode, readSpec, type ReadSpec } from './flow-spec';
import { readId, studioId } from './ids';
import { checkName, enterFolder, nodeOf } from './node-access';
import { studio, studioOf } from './operation';
import { specReply } from './spec-reply';

const SCENES = [
  'DATAWORKS_PROJECT',
  'DATAWORKS_MANUAL_WORKFLOW',
  'DATAWORKS_MANUAL_TASK',
  // An older spelling that was seen to be taken.
  'DataworksProject',
];

/** The dependencies that a new node keeps; which are lost is an option. */
function kept(call: Call, { node, depends = [] }: ReadSpec): Depend[] {
  const { dependencies } = call.settings.studio;
  if (dependencies === 'lost') return [];
  return dependencies === 'lost-without-id' && node['id'] === undefined ? [] : depends;
}

const createNode = studio({
  action: 'CreateNode',
  access: 'write',
  failure: 'none',
  body: { ProjectId: 'id*', Scene: 'string*', Spec: 'string*', ContainerId: 'string' },
  handle(call, { ProjectId, Scene, Spec, ContainerId }) {
    studioOf(call, ProjectId);
    if (!SCENES.includes(Scene)) throw refused('parameter', 'Scene is not valid.');
    const { nodes, workflows } = call.state.studio;
    const containerId = ContainerId === undefined ? undefined : readId(ContainerId);
    if (containerId !== undefined && !workflows.has(containerId)) {
      throw refused('refusedSpec', `内部节点的容器对象: 未找到 ${ContainerId}`);
    }
    const read = readSpec(Spec);
    checkNode(read.node);
    const name = String(read.node['name']);
    // In a container the path of the Spec is ignored.
    const path = containerId === undefined ? pathIn(read.node, name) : name;
    checkName(call, { projectId: ProjectId, path, containerId });
    if (containerId === undefined) enterFolder(call, path);
    const id = call.state.ids.next('studioNode');
    nodes.set(id, {
      id,
      projectId: ProjectId,
      containerId,
      scene: Scene,
      name,
      path,
      spec: withoutAdded(read.node),
      depends: kept(call, read),
      owner: String(read.node['owner'] ?? call.caller.identity.userId),
      createdAt: call.now,
      modifiedAt: call.now,
      taskId: undefined,
    });
    return { Id: studioId(call, id) };
  },
});

function pathIn(node: JsonObject, name: string): string {
  return String(objectOf(node['script'])['path'] ?? name).replace(/^\/+/, '');
}

/** The node of a Spec without what reading it adds. */
function withoutAdded(given: JsonObject): JsonObject {
  const node = without(given, 'id', 'metadata', 'inputs');
  const inputs = without(objectOf(given['inputs']), 'nodeOutputs');
  return Object.keys(inputs).length > 0 ? { ...node, inputs } : node;
}

/** `change` put into `saved`: objects member by member, lists and values as a whole. */
export function merged(saved: JsonObject, change: JsonObject): JsonObject {
  const result = { ...saved };
  for (const [name, value] of Object.entries(change)) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    result[name] = isObject ? merged(objectOf(saved[name]), value as JsonObject) : value;
  }
  return result;
}

const updateNode = studio({
  action: 'UpdateNode',
  access: 'write',
  failure: 'success',
  body: { Id: 'string*', ProjectId: 'id*', Spec: 'string*' },
  handle(call, parameters) {
    const node = nodeOf(call, parameters);
    const read = readSpec(parameters.Spec);
    if (call.settings.studio.updateKinds === 'node' && read.kind !== 'Node') {
      throw refused('refusedSpec', 'spec kind and request not match');
    }
    const changed = withoutAdded(read.node);
    const spec = merged(node.spec, changed);
    const wholeName = { ...spec, name: changed['name'] ?? node.name };
    checkNode(wholeName);
    if (commandOf({ spec }) !== commandOf(node)) {
      throw refused('refusedSpec', 'script.runtime.command cannot be changed');
    }
    const script = objectOf(changed['script']);
    const name = String(wholeName.name);
    const folders = node.path.split('/').slice(0, -1);
    const path =
      node.containerId === undefined && script['path'] !== undefined
        ? pathIn(changed, name)
        : [...folders, name].join('/');
    checkName(call, { ...node, path }, node);
    if (node.containerId === undefined) enterFolder(call, path);
    Object.assign(node, {
      spec,
      name,
      path,
      owner: String(changed['owner'] ?? node.owner),
      depends: read.depends ?? node.depends,
      modifiedAt: call.now,
    } satisfies Partial<StudioNode>);
    return { Success: true };
  },
});

const getNode = studio({
  action: 'GetNode',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'string*', ProjectId: 'id' },
  handle(call, parameters) {
    const node = nodeOf(call, parameters);
    const workspace = studioOf(call, node.projectId);
    return {
      Node: {
        Id: studioId(call, node.id),
        ProjectId: node.projectId,
        Name: node.name,
        Owner: node.owner,
        CreateTime: node.createdAt,
        ModifyTime: node.modifiedAt,
        TaskId: node.taskId,
        Spec: specReply(call, workspace, node),
      },
    };
  },
});

const deleteNode = studio({
  action: 'DeleteNode',
  access: 'write',
  failure: 'success',
  body: { Id: 'string*', ProjectId: 'id*' },
  handle(call, parameters) {
    const node = nodeOf(call, parameters);
    const { nodes, tasks } = call.state.studio;
    const published = [...tasks.Prod.values(), ...tasks.Dev.values()];
    if (published.some(({ nodeId }) => nodeId === node.id)) {
      throw refused('state', 'The node is published. Take it offline first.');
    }
    nodes.delete(node.id);
    return { Success: true };
  },
});

/** Making, changing, reading and deleting drafts. */
export const nodes: Operation[] = [createNode, updateNode, getNode, deleteNode];
