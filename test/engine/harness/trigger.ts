import { PollContext } from 'n8n-core';
import {
  NodeHelpers,
  type ICredentialsHelper,
  type IDataObject,
  type INodeExecutionData,
  type INodeParameters,
  type INodeTypes,
  type WorkflowActivateMode,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import { startRun, type EngineRun } from './run';
import { createNode, createWorkflow, triggerName, withCredential } from './workflow';

export interface TriggerParts {
  nodeTypes: INodeTypes;
  nodeType: string;
  credentialsHelper: ICredentialsHelper;
  parameters: INodeParameters;
  workflowId?: string;
}

let workflows = 0;

/** A published workflow that a polling trigger starts. */
export interface PublishedTrigger {
  /** n8n's next poll; what it starts the workflow with, `[]` where it does not. Rejects as the poll. */
  poll(): Promise<IDataObject[]>;
  /** What n8n stores of the workflow's static data. */
  stored(): IDataObject;
  /**
   * n8n activates the workflow again, with what was stored of it: by default after a restart. The
   * first poll is part of that.
   */
  again(changes?: {
    parameters?: INodeParameters;
    activation?: WorkflowActivateMode;
    workflowId?: string;
  }): PublishedTrigger;
}

function workflowOf({ nodeTypes, nodeType, parameters, workflowId }: TriggerParts) {
  const { properties } = nodeTypes.getByNameAndVersion(nodeType).description;
  const node = { ...createNode(triggerName, nodeType), ...withCredential };
  // n8n stores what differs from the defaults, and fills these in.
  node.parameters =
    NodeHelpers.getNodeParameters(
      properties,
      parameters,
      true,
      false,
      node,
      nodeTypes.getByNameAndVersion(nodeType).description,
    ) ?? {};
  return { node, workflow: createWorkflow(nodeTypes, [node], {}, workflowId) };
}

export function testTrigger(parts: TriggerParts): Promise<EngineRun> {
  return startRun({
    credentialsHelper: parts.credentialsHelper,
    executionId: '1',
    mode: 'manual',
    nodeName: triggerName,
    workflowWith: () => workflowOf(parts).workflow,
  }).result;
}

export function publishTrigger(
  given: TriggerParts,
  activation: WorkflowActivateMode = 'activate',
  staticData: IDataObject = {},
): PublishedTrigger {
  const parts = { workflowId: `triggered-${++workflows}`, ...given };
  const { workflow, node } = workflowOf(parts);
  Object.assign(workflow.staticData, staticData);
  const { credentialsHelper, nodeTypes, nodeType } = parts;
  const additionalData = createAdditionalData({ credentialsHelper });
  const context = new PollContext(workflow, node, additionalData, 'trigger', activation);
  const { poll } = nodeTypes.getByNameAndVersion(nodeType);
  const stored = () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
  return {
    stored,
    async poll() {
      const [items] = ((await poll!.call(context)) ?? [[]]) as INodeExecutionData[][];
      return items!.map(({ json }) => json);
    },
    again: ({ activation = 'init', ...changes } = {}) =>
      publishTrigger({ ...parts, ...changes }, activation, stored()),
  };
}
