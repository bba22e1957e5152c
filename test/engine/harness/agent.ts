import {
  NodeConnectionTypes,
  type EngineRequest,
  type EngineResponse,
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
} from 'n8n-workflow';

export const agentTypeName = '@n8n/n8n-nodes-langchain.agent';

/** A tool as a language model is told of it. */
export interface ToolSeenByModel {
  name: string;
  description: string;
  /** The names of its `$fromAI` placeholders. */
  arguments: string[];
}

interface ConnectedTool {
  name: string;
  description: string;
  schema: { shape: Record<string, unknown> };
  metadata: { sourceNodeName: string };
  invoke(toolArguments: IDataObject): Promise<unknown>;
}

/**
 * Stands for the AI Agent with a model that calls its one tool once with the given arguments. As
 * the real one does, it asks the engine to run the tool's node, then gives on what came of it.
 * @param invocations calls the tool itself instead, so often at the same time, as AI Agent V1 and V2
 * and the nodes of single models do: their replies are texts
 */
export function createAgent(
  toolArguments: IDataObject,
  onTool: (tool: ToolSeenByModel) => void,
  invocations = 0,
) {
  const agent: INodeType = {
    description: {
      displayName: 'AI Agent',
      name: 'agent',
      group: ['transform'],
      version: 1,
      description: '',
      defaults: { name: 'AI Agent' },
      inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
    },
    async execute(
      this: IExecuteFunctions,
      response?: EngineResponse,
    ): Promise<INodeExecutionData[][] | EngineRequest> {
      const called = response?.actionResponses[0];
      if (called) return [called.data.data?.ai_tool?.[0] ?? []];

      const tools = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
      const [tool] = tools as [ConnectedTool];
      const { name, description, schema, metadata } = tool!;
      onTool({ name, description, arguments: Object.keys(schema.shape) });
      if (invocations > 0) {
        const replies = await Promise.all(
          Array.from({ length: invocations }, () => tool!.invoke(toolArguments)),
        );
        return [replies.map((reply) => ({ json: { reply: String(reply) } }))];
      }
      const call = {
        actionType: 'ExecutionNodeAction' as const,
        nodeName: metadata.sourceNodeName,
        input: toolArguments,
        type: NodeConnectionTypes.AiTool,
        id: 'call-1',
        metadata: { itemIndex: 0 },
      };
      return { actions: [call], metadata: {} };
    },
  };
  return agent;
}
