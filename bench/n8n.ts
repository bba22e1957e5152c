import { ExecuteContext } from 'n8n-core';
import {
  createRunExecutionData,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
} from 'n8n-workflow';

import { createAdditionalData } from '../test/engine/harness/additionalData';
import { loadBuiltPackage } from '../test/engine/harness/builtPackage';
import { SingleCredentialHelper } from '../test/engine/harness/credentialsHelper';
import { createNodeTypes, nodeTypeName } from '../test/engine/harness/nodeTypes';
import { createNode, createWorkflow, withCredential } from '../test/engine/harness/workflow';

/** A run of one node outside a workflow: what n8n-core hands to its `execute`. */
export interface NodeRun {
  parameters: INodeParameters;
  items: INodeExecutionData[];
  signal?: AbortSignal;
}

/** A node of another package. */
export interface OtherNode {
  /** Its type as workflows name it. */
  type: string;
  typeVersion: number;
  node: INodeType;
}

/** n8n-core with this package's built code and one credential in it. */
export interface N8n {
  node: INodeType;
  /** The context of a run of `node`, or of another one. */
  context(run: NodeRun, other?: OtherNode): IExecuteFunctions;
  /** Runs `node`. */
  execute(run: NodeRun): Promise<INodeExecutionData[]>;
}

/** @param endpoint where DataWorks is, such as http://127.0.0.1:7001 */
export async function startN8n(endpoint: string): Promise<N8n> {
  const builtPackage = await loadBuiltPackage();
  const credentialsHelper = new SingleCredentialHelper(builtPackage.credential, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    endpoint,
  });
  const n8n: N8n = {
    node: builtPackage.node,
    context({ parameters, items, signal }, other) {
      const type = other?.type ?? nodeTypeName(builtPackage);
      const nodeTypes = createNodeTypes(builtPackage, other ? { [other.type]: other.node } : {});
      const workflow = createWorkflow(nodeTypes, [
        {
          ...createNode('Node', type, parameters),
          ...withCredential,
          typeVersion: other?.typeVersion ?? 1,
        },
      ]);
      // The workflow's own copy has the defaults filled in.
      const node = workflow.getNode('Node')!;
      return new ExecuteContext(
        workflow,
        node,
        createAdditionalData({ credentialsHelper, executionId: '1' }),
        'internal',
        createRunExecutionData(),
        0,
        items,
        { main: [items] },
        { node, data: { main: [items] }, source: null },
        [],
        signal,
      );
    },
    async execute(run) {
      const output = (await n8n.node.execute!.call(n8n.context(run))) as INodeExecutionData[][];
      return output[0]!;
    },
  };
  return n8n;
}
