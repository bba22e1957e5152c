import './outsideJest';

import { ExecuteContext } from 'n8n-core';
import {
  createRunExecutionData,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
} from 'n8n-workflow';

import { createAdditionalData } from '../test/engine/harness/additionalData';
import { credentialName, loadBuiltPackage } from '../test/engine/harness/builtPackage';
import { SingleCredentialHelper } from '../test/engine/harness/credentialsHelper';
import { createNodeTypes, nodeTypeName } from '../test/engine/harness/nodeTypes';
import { createNode, createWorkflow, withCredential } from '../test/engine/harness/workflow';

/** A run of one node outside a workflow: what n8n-core hands to its `execute`. */
export interface NodeRun {
  parameters: INodeParameters;
  items: INodeExecutionData[];
  signal?: AbortSignal;
}

/** n8n-core with this package's built code and one credential in it. */
export interface N8n {
  node: INodeType;
  /** The context of a run of `node`, or of `other` under its type's name. */
  context(run: NodeRun, other?: { name: string; node: INodeType }): IExecuteFunctions;
}

/** @param endpoint where DataWorks is, such as http://127.0.0.1:7001 */
export async function startN8n(endpoint: string): Promise<N8n> {
  const builtPackage = await loadBuiltPackage(process.env.BENCH_PACKAGE);
  const credentialsHelper = new SingleCredentialHelper(builtPackage.credential, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    endpoint,
  });
  return {
    node: builtPackage.node,
    context({ parameters, items, signal }, other) {
      const type = other?.name ?? nodeTypeName(builtPackage);
      const nodeTypes = createNodeTypes(builtPackage, other ? { [other.name]: other.node } : {});
      const workflow = createWorkflow(nodeTypes, [
        { ...createNode('Node', type, parameters), ...withCredential },
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
  };
}

export { credentialName };
