import {
  NodeConnectionTypes,
  Workflow,
  type IConnections,
  type INode,
  type INodeExecutionData,
  type INodeParameters,
  type INodeTypes,
  type IDataObject,
} from 'n8n-workflow';

import { credentialName } from './builtPackage';

/** The names of the workflow's nodes, as expressions in a test may use them: `$('Trigger')`. */
export const triggerName = 'Trigger';
export const dataWorksName = 'DataWorks';

/** The settings tab of the node. */
export interface NodeSettings {
  onError?: INode['onError'];
  retryOnFail?: boolean;
  /** 2 to 5; n8n's default is 3. */
  maxTries?: number;
  /** ms, really waited. n8n takes 0 as its default of 1000, so the least is 1: the default here. */
  waitBetweenTries?: number;
  alwaysOutputData?: boolean;
  executeOnce?: boolean;
}

/** A Set node behind the DataWorks node: each item becomes `fields`, whose values may be expressions. */
export interface SetNode {
  name: string;
  fields: INodeParameters;
  /** Which output of the node before it feeds it; 1 is the error branch. */
  output?: number;
}

export interface WorkflowParts {
  nodeTypes: INodeTypes;
  nodeType: string;
  parameters: INodeParameters;
  settings: NodeSettings;
  /** In a row, each fed by the one before it. */
  after: SetNode[];
  workflowId: string;
  nodeId: string;
}

/** Trigger → DataWorks → the Set nodes. */
export function buildWorkflow(parts: WorkflowParts): Workflow {
  const { nodeTypes, workflowId, after } = parts;
  const nodes: INode[] = [
    createNode(triggerName, 'n8n-nodes-base.manualTrigger'),
    {
      ...createNode(dataWorksName, parts.nodeType, parts.parameters),
      ...withCredential,
      waitBetweenTries: 1,
      ...parts.settings,
      id: parts.nodeId,
    },
    ...after.map(({ name, fields }) => createNode(name, 'n8n-nodes-base.set', { fields })),
  ];
  const connections: IConnections = {};
  nodes.slice(1).forEach((node, index) => {
    const output = after[index - 1]?.output ?? 0;
    const branches = Array.from({ length: output }, () => []);
    const target = { node: node.name, type: NodeConnectionTypes.Main, index: 0 };
    connections[nodes[index]!.name] = { main: [...branches, [target]] };
  });
  return createWorkflow(nodeTypes, nodes, connections, workflowId);
}

export function createWorkflow(
  nodeTypes: INodeTypes,
  nodes: INode[],
  connections: IConnections = {},
  id = 'workflow-1',
): Workflow {
  const settings = { executionOrder: 'v1' as const };
  return new Workflow({ id, name: 'Test', nodes, connections, active: false, nodeTypes, settings });
}

export function createNode(name: string, type: string, parameters: INodeParameters = {}): INode {
  return { id: `id of ${name}`, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** What a node with the package's credential has in it. */
export const withCredential = {
  credentials: { [credentialName]: { id: 'credential-1', name: 'Alibaba Cloud' } },
};

/** Items as a node gets them; anything that is not `{json: {…}}` already is taken as the json. */
export function toItems(items: Array<IDataObject | INodeExecutionData>): INodeExecutionData[] {
  return items.map((item) =>
    typeof item.json === 'object' ? (item as INodeExecutionData) : { json: item as IDataObject },
  );
}
