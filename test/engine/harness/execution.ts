import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
  deepCopy,
  ManualExecutionCancelledError,
  type ExecutionStatus,
  type ICredentialsHelper,
  type IPinData,
  type IRun,
  type IRunExecutionData,
  type IWorkflowBase,
  type Workflow,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import { packageClock } from './fakeClock';
import { createParking, type Parking } from './parking';
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
  /** What n8n keeps of a parked wait. */
  parking: Parking;
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
  const parking = createParking(workflow, parts.credentialsHelper);
  const additionalData = createAdditionalData({
    credentialsHelper: parts.credentialsHelper,
    executionId,
    workflowId: workflow.id,
    hooks,
    ...parking.additions,
  });
  const engine = new WorkflowExecute(additionalData, mode, from);
  const running = from
    ? engine.processRunExecutionData(workflow)
    : runFrom(engine, { workflow, startNode: workflow.getNode(triggerName)!, pinData });
  let parked: IRun | undefined;
  /** Waits for the sub-workflow that it is parked for, and goes on with what that gave. */
  async function resumed(run: IRun): Promise<IRun> {
    if (!run.waitTill) return run;
    parked = run;
    const child = (await parking.finish(run, (ms) => packageClock().sleep(ms)))!;
    if (storedStatus === 'canceled') return run;
    const { error, lastNodeExecuted, runData } = child.data.resultData;
    const data = deepCopy(run.data);
    const [waiting] = data.executionData!.nodeExecutionStack;
    if (error) waiting!.metadata = { ...waiting!.metadata, resumeError: error };
    else waiting!.data = deepCopy(runData[lastNodeExecuted!]!.at(-1)!.data!);
    storedStatus = undefined;
    return await new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
  }
  return {
    parking,
    finished: running
      .then(resumed)
      .then((run) => ({ run, storedStatus: storedStatus ?? run.status })),
    cancel() {
      if (parked) {
        storedStatus = 'canceled';
        parked.data.resultData.error = new ManualExecutionCancelledError(executionId);
      } else running.cancel();
    },
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

/** A workflow as n8n keeps it. */
export function asStored({
  id,
  name,
  nodes,
  connectionsBySourceNode,
  settings,
}: Workflow): IWorkflowBase {
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
