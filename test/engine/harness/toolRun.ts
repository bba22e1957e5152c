import {
  NodeConnectionTypes,
  type ExecutionError,
  type ExecutionStatus,
  type ICredentialsHelper,
  type IDataObject,
  type INodeParameters,
} from 'n8n-workflow';

import { agentTypeName, createAgent, type ToolSeenByModel } from './agent';
import type { BuiltPackage } from './builtPackage';
import { startExecution } from './execution';
import { createNodeTypes, toolTypeName } from './nodeTypes';
import { createNode, createWorkflow, dataWorksName, triggerName, withCredential } from './workflow';
import type { NodeSettings } from './workflow';

/** What came of an agent's call of the node. */
export interface ToolRun {
  status: ExecutionStatus;
  /** The tool as the model sees it. */
  tool?: ToolSeenByModel;
  /** What the model reads: the node's items, or `[{error: message}]`. */
  reply: IDataObject[];
  /** What the node threw. */
  error?: ExecutionError;
}

export interface ToolRunParts {
  builtPackage: BuiltPackage;
  credentialsHelper: ICredentialsHelper;
  parameters: INodeParameters;
  /** What the model fills the `$fromAI` placeholders with. */
  toolArguments: IDataObject;
  /** Calls the tool itself, so often at the same time, instead of asking the engine to. */
  invocations?: number;
  settings?: NodeSettings;
}

/**
 * Runs Trigger → AI Agent with the node as the agent's tool.
 *
 * @throws Error when the node is no tool (`usableAsTool`)
 */
export async function runAsTool(parts: ToolRunParts): Promise<ToolRun> {
  let tool: ToolSeenByModel | undefined;
  const agent = createAgent(parts.toolArguments, (seen) => (tool = seen), parts.invocations);
  const nodeTypes = createNodeTypes(parts.builtPackage, { [agentTypeName]: agent });
  const agentName = 'AI Agent';
  const { Main, AiTool } = NodeConnectionTypes;
  const nodes = [
    createNode(triggerName, 'n8n-nodes-base.manualTrigger'),
    createNode(agentName, agentTypeName),
    {
      ...createNode(dataWorksName, toolTypeName(parts.builtPackage), parts.parameters),
      ...withCredential,
      ...parts.settings,
    },
  ];
  const workflow = createWorkflow(nodeTypes, nodes, {
    [triggerName]: { main: [[{ node: agentName, type: Main, index: 0 }]] },
    [dataWorksName]: { ai_tool: [[{ node: agentName, type: AiTool, index: 0 }]] },
  });
  const { finished } = startExecution({
    workflow,
    credentialsHelper: parts.credentialsHelper,
    executionId: '1',
    mode: 'trigger',
    pinData: { [triggerName]: [{ json: {} }] },
  });
  const { run, storedStatus } = await finished;
  const { runData, error } = run.data.resultData;
  return {
    status: storedStatus,
    tool,
    reply: (runData[agentName]?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json),
    error: runData[dataWorksName]?.at(-1)?.error ?? error,
  };
}
