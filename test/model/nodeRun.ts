import type { IContextObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { execute } from '../../nodes/DataWorks/execute';

/** One call of the node by n8n. */
export interface NodeRun {
  /** The parameters of each item; `options.ifExists` is `{options: {ifExists}}`. */
  items: ReadonlyArray<Record<string, unknown>>;
  /** Which node of the workflow it is. */
  nodeId?: string;
  /** n8n's `getContext('node')`. */
  nodeContext: IContextObject;
  runIndex: number;
  continuesOnFail: boolean;
  signal: AbortSignal;
  /** n8n's helper; `signal` ends the call. */
  send: (request: never, signal: AbortSignal) => Promise<unknown>;
}

/** What the node put out, or what it threw. */
export type NodeResult =
  | { output: INodeExecutionData[] }
  | { error: Error & { description?: string } };

const credential = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  endpoint: 'http://127.0.0.1',
};

/** What the workflow has for parameters that each item gives otherwise. */
const expressions = (items: NodeRun['items']) =>
  Object.fromEntries(items.flatMap(Object.keys).map((name) => [name, '={{ $json }}']));

/** The parts of n8n's context that the node uses. */
function contextOf(run: NodeRun): IExecuteFunctions {
  const context = {
    getInputData: () => run.items.map(() => ({ json: {} })),
    getNodeParameter: (path: string, item: number, fallback: unknown) =>
      path
        .split('.')
        .reduce<unknown>(
          (value, name) => (value as Record<string, unknown>)?.[name],
          run.items[item],
        ) ?? fallback,
    getNode: () => ({
      id: run.nodeId ?? 'node',
      name: 'DataWorks',
      type: 'dataWorks',
      typeVersion: 1,
      position: [0, 0],
      parameters: expressions(run.items),
    }),
    getWorkflow: () => ({ id: 'workflow', active: false }),
    getWorkflowDataProxy: () => ({ $runIndex: run.runIndex }),
    getContext: () => run.nodeContext,
    getTimezone: () => 'Asia/Shanghai',
    getCredentials: async () => credential,
    getExecutionCancelSignal: () => run.signal,
    continueOnFail: () => run.continuesOnFail,
    addExecutionHints: () => {},
    helpers: {
      httpRequestWithAuthentication(this: IExecuteFunctions, _type: string, request: never) {
        return run.send(request, this.getExecutionCancelSignal()!);
      },
    },
  };
  return context as unknown as IExecuteFunctions;
}

/** Calls the node as n8n does. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
  try {
    const [output] = await execute.call(contextOf(run));
    return { output: output ?? [] };
  } catch (error) {
    return { error: error as Error };
  }
}
