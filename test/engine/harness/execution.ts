import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
  ExecutionStatus,
  ICredentialsHelper,
  IPinData,
  IRun,
  IRunExecutionData,
  IWorkflowBase,
  Workflow,
  WorkflowExecuteMode,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import { triggerName } from './workflow';

export interface ExecutionParts {
  workflow: Workflow;
  credentialsHelper: ICredentialsHelper;
  executionId: string;
  mode: WorkflowExecuteMode;
  pinData?: IPinData;
  /** Goes on from this instead of starting at the trigger. */
  from?: IRunExecutionData;
}

export interface FinishedExecution {
  run: IRun;
  /** What n8n stores: after a cancel that is `canceled`, whatever the node makes of it later. */
  storedStatus: ExecutionStatus;
}

export interface StartedExecution {
  finished: Promise<FinishedExecution>;
  /** What "Stop execution" does: sets the node's cancel signal off and lets the node come to its end. */
  cancel(): void;
}

/**
 * Starts a workflow in n8n-core's engine.
 *
 * @throws WorkflowHasIssuesError when a required parameter or the credential is missing
 */
export function startExecution(parts: ExecutionParts): StartedExecution {
  const { workflow, executionId, mode, pinData, from } = parts;
  let storedStatus: ExecutionStatus | undefined;
  const hooks = new ExecutionLifecycleHooks(mode, executionId, asStored(workflow));
  hooks.addHandler('workflowExecuteAfter', ({ status }) => {
    storedStatus ??= status;
  });
  const additionalData = createAdditionalData({
    credentialsHelper: parts.credentialsHelper,
    executionId,
    workflowId: workflow.id,
    hooks,
  });
  const engine = new WorkflowExecute(additionalData, mode, from);
  const running = from
    ? engine.processRunExecutionData(workflow)
    : runFrom(engine, { workflow, startNode: workflow.getNode(triggerName)!, pinData });
  return {
    finished: running.then((run) => ({ run, storedStatus: storedStatus ?? run.status })),
    cancel: () => running.cancel(),
  };
}

/** Older engines, 2.0 among them, take the parts one by one. */
function runFrom(engine: WorkflowExecute, parts: Parameters<WorkflowExecute['run']>[0]) {
  if (engine.run.length === 1) return engine.run(parts);
  const run = engine.run.bind(engine) as unknown as (
    ...each: unknown[]
  ) => ReturnType<WorkflowExecute['run']>;
  return run(parts.workflow, parts.startNode, undefined, parts.pinData);
}

function asStored({ id, name, nodes, connectionsBySourceNode, settings }: Workflow): IWorkflowBase {
  const now = new Date();
  return {
    id,
    name: name ?? '',
    active: false,
    isArchived: false,
    activeVersionId: null,
    createdAt: now,
    updatedAt: now,
    nodes: Object.values(nodes),
    connections: connectionsBySourceNode,
    settings,
  };
}
