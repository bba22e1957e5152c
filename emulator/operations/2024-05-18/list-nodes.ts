import { objectOf, outputsOf, type StudioNode } from '../../state/studio/node';
import type { Call, Operation } from '../operation';
import { readId, studioId } from './ids';
import { nodeOf } from './node-access';
import { studio, studioOf } from './operation';
import { asText, PAGE, pageOf } from './paging';
import { nodeInputs, nodeOutputs, resourceGroupOf, scriptPath, triggerOf } from './spec-reply';

/** A node as lists give it: without its content and its dependencies. */
function nodeItem(call: Call, node: StudioNode) {
  const { spec } = node;
  const { runtime } = objectOf(spec['script']);
  const trigger = triggerOf(spec);
  const ref = ({ data, refTableName }: Record<string, unknown>) => ({
    Data: data,
    RefTableName: refTableName,
  });
  return {
    Id: studioId(call, node.id),
    Name: node.name,
    Owner: node.owner,
    ProjectId: node.projectId,
    Description: spec['description'] ?? '',
    CreateTime: node.createdAt,
    ModifyTime: node.modifiedAt,
    Recurrence: spec['recurrence'] ?? 'Normal',
    TaskId: node.taskId,
    Script: {
      Id: studioId(call, node.id - 10n ** 17n),
      Path: scriptPath(call, node),
      Runtime: { Command: objectOf(runtime)['command'] },
    },
    Trigger: {
      Id: studioId(call, node.id - 2n * 10n ** 17n),
      Type: trigger['type'],
      Cron: trigger['cron'],
      StartTime: trigger['startTime'],
      EndTime: trigger['endTime'],
      Timezone: trigger['timezone'],
    },
    RuntimeResource: {
      ResourceGroup: resourceGroupOf(spec),
      ResourceGroupId: resourceGroupOf(spec),
    },
    Strategy: {
      InstanceMode: spec['instanceMode'] ?? 'T+1',
      RerunMode: spec['rerunMode'] ?? 'Allowed',
      RerunTimes: spec['rerunTimes'] ?? 3,
      RerunInterval: spec['rerunInterval'] ?? 180000,
      Timeout: spec['timeout'] ?? 0,
    },
    Inputs: { NodeOutputs: nodeInputs(node).map(ref), Tables: [], Variables: [] },
    Outputs: { NodeOutputs: nodeOutputs(node).map(ref), Tables: [], Variables: [] },
    Tags: [],
  };
}

/** Both spellings of a scene: the one of CreateNode and the one that ListNodes documents. */
function sameScene(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  return plain(one) === plain(other);
}

const listNodes = studio({
  action: 'ListNodes',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    ContainerId: 'string',
    Name: 'string',
    Recurrence: 'string',
    RerunMode: 'string',
    Scene: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const { ContainerId, Name = '', Recurrence, RerunMode, Scene } = parameters;
    const found = [...call.state.studio.nodes.values()].filter(
      ({ spec, ...node }) =>
        node.projectId === projectId &&
        node.name.includes(Name) &&
        (ContainerId === undefined || node.containerId === readId(ContainerId)) &&
        (Recurrence === undefined || (spec['recurrence'] ?? 'Normal') === Recurrence) &&
        (RerunMode === undefined || (spec['rerunMode'] ?? 'Allowed') === RerunMode) &&
        (Scene === undefined || sameScene(node.scene, Scene)),
    );
    const { items, paging } = pageOf(call, found, parameters, {
      createdAt: ({ createdAt }) => createdAt,
    });
    return {
      PagingInfo: { Nodes: items.map((node) => nodeItem(call, node)), ...asText(paging) },
    };
  },
});

const listNodeDependencies = studio({
  action: 'ListNodeDependencies',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'string*', ProjectId: 'id*', ...PAGE },
  handle(call, parameters) {
    const { identifier, projectId } = studioOf(call, parameters.ProjectId);
    const { depends } = nodeOf(call, parameters);
    const wanted = new Set(depends.map(({ output }) => output));
    const parents = [...call.state.studio.nodes.values()]
      .filter((node) => outputsOf(node).some((output) => wanted.has(output)))
      .map((node) => nodeItem(call, node));
    const root = `${identifier}_root`;
    if (call.settings.studio.rootParent === 'listed' && wanted.has(root)) {
      parents.unshift(nodeItem(call, rootNode(root, projectId)));
    }
    const { items, paging } = pageOf(call, parents, parameters);
    return { PagingInfo: { Nodes: items, ...asText(paging) } };
  },
});

/** The workspace's root as a node, which Data Studio itself does not list. */
function rootNode(name: string, projectId: bigint): StudioNode {
  return {
    id: 8_400_000_000_000_000_001n,
    projectId,
    containerId: undefined,
    scene: 'DATAWORKS_PROJECT',
    name,
    path: name,
    spec: {
      script: { runtime: { command: 'VIRTUAL' } },
      outputs: { nodeOutputs: [{ data: name, refTableName: name }] },
    },
    depends: [],
    owner: '',
    createdAt: 0,
    modifiedAt: 0,
    taskId: undefined,
  };
}

/** Finding nodes, and a node's parents. */
export const nodeLists: Operation[] = [listNodes, listNodeDependencies];
