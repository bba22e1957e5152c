import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  deepCopy,
  Workflow,
  type ICredentialsHelper,
  type IExecuteWorkflowInfo,
  type IRun,
  type INodeExecutionData,
  type IWorkflowBase,
  type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';

/** An execution that waits for an inline sub-workflow, as n8n does it: what is kept of both is JSON. */
export interface Parking {
  /** What the engine gets for the execution. */
  additions: Pick<IWorkflowExecuteAdditionalData, 'executeWorkflow' | 'getRunExecutionData'>;
  /** The sub-workflow, where one was begun. */
  code(): IWorkflowBase | undefined;
  /** What n8n has stored of the sub-workflow's execution, as text. */
  stored(): string;
  /**
   * Lets the sub-workflow come to its end; `undefined` where none was begun.
   * @param parent the execution that waits, as it is stored
   * @param sleep waits, in ms
   */
  finish(parent: IRun, sleep: (ms: number) => Promise<void>): Promise<IRun | undefined>;
}

export function createParking(workflow: Workflow, credentialsHelper: ICredentialsHelper): Parking {
  let code: IWorkflowBase | undefined;
  let child: IRun | undefined;
  let parent: IRun | undefined;

  const begin = (data: IRun['data']): Promise<IRun> => {
    const { id, nodeTypes } = workflow;
    const { name, nodes, connections, settings } = deepCopy(code!);
    const hooks = new ExecutionLifecycleHooks('integrated', 'child', code!);
    const additionalData = createAdditionalData({
      credentialsHelper,
      executionId: 'child',
      workflowId: id,
      hooks,
      ...additions,
    });
    const own = new Workflow({ id, name, nodes, connections, active: false, nodeTypes, settings });
    return new WorkflowExecute(additionalData, 'integrated', data).processRunExecutionData(own);
  };

  const additions: Parking['additions'] = {
    async executeWorkflow({ code: given }: IExecuteWorkflowInfo, _, { inputData }) {
      code = given!;
      const node = code.nodes.find(({ type }) => type.endsWith('executeWorkflowTrigger'))!;
      const main = [deepCopy(inputData as INodeExecutionData[])];
      child = await begin(
        createRunExecutionData({
          executionData: { nodeExecutionStack: [{ node, data: { main }, source: null }] },
        }),
      );
      return { executionId: 'child', data: [], waitTill: child.waitTill };
    },
    getRunExecutionData: async () => parent && deepCopy(parent.data),
  };

  return {
    additions,
    code: () => code,
    stored: () => JSON.stringify(child?.data),
    async finish(stored, sleep) {
      parent = stored;
      while (child?.waitTill) {
        await sleep(child.waitTill.getTime() - Date.now());
        child = await begin(deepCopy(child.data));
      }
      return child;
    },
  };
}
