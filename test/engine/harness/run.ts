import {
  deepCopy,
  type ExecutionError,
  type ExecutionStatus,
  type IDataObject,
  type INodeExecutionData,
  type INodeParameters,
  type IRunData,
  type NodeExecutionHint,
  type Workflow,
} from 'n8n-workflow';

import { startExecution, type ExecutionParts, type FinishedExecution } from './execution';
import type { Parking } from './parking';
import { dataWorksName } from './workflow';

/** How a run of the workflow ended. */
export interface EngineRun {
  /** As n8n stores it: `success`, `error` or `canceled`. */
  status: ExecutionStatus;
  /** The DataWorks node's outputs, the error branch last; `[]` when it gave none. */
  output: INodeExecutionData[][];
  /**
   * What the DataWorks node threw, or else what stopped the workflow. The engine keeps a plain copy
   * (name, message, description, context …), so it is no instance of NodeApiError; an item's
   * `error` on the outputs is one.
   */
  error?: ExecutionError;
  /** Shown above the node's output. */
  hints: NodeExecutionHint[];
  /** By node name, as n8n stores it. */
  runData: IRunData;
  /** What the DataWorks node keeps in `getContext('node')`. */
  nodeContext: IDataObject;
  /** The first output of a node behind it; `[]` when that did not run. */
  itemsOf(nodeName: string): INodeExecutionData[];
  /**
   * "Retry execution": the failed node again, in a new execution of mode `retry`, with what the
   * database keeps of the failed one. `parameters` replaces the node's, as after an edit.
   */
  retry(changes?: { executionId?: string; parameters?: INodeParameters }): Promise<EngineRun>;
}

export interface StartedRun {
  result: Promise<EngineRun>;
  parking: Parking;
  cancel(): void;
}

export interface RunParts extends Omit<ExecutionParts, 'workflow'> {
  /** The workflow, with other parameters in the DataWorks node where given. */
  workflowWith(parameters?: INodeParameters): Workflow;
  parameters?: INodeParameters;
  /** The node whose outputs are read; the DataWorks node unless given. */
  nodeName?: string;
}

/** @throws WorkflowHasIssuesError when a required parameter or the credential is missing */
export function startRun(parts: RunParts): StartedRun {
  const workflow = parts.workflowWith(parts.parameters);
  const { finished, cancel, parking } = startExecution({ ...parts, workflow });
  return { result: finished.then((execution) => readRun(parts, execution)), cancel, parking };
}

function readRun(parts: RunParts, { run, storedStatus }: FinishedExecution): EngineRun {
  const { nodeName = dataWorksName } = parts;
  const { runData, error } = run.data.resultData;
  const task = runData[nodeName]?.at(-1);
  return {
    status: storedStatus,
    output: (task?.data?.main ?? []).map((items) => items ?? []),
    error: task?.error ?? error,
    hints: task?.hints ?? [],
    runData,
    nodeContext: run.data.executionData?.contextData[`node:${nodeName}`] ?? {},
    itemsOf: (nodeName) => runData[nodeName]?.at(-1)?.data?.main?.[0] ?? [],
    retry: async ({ executionId = `${parts.executionId}-retry`, parameters } = {}) => {
      const again = { ...parts, parameters: parameters ?? parts.parameters };
      const workflow = again.workflowWith(again.parameters);
      const from = forRetry(run.data);
      for (const waiting of from.executionData?.nodeExecutionStack ?? []) {
        waiting.node = workflow.getNode(waiting.node.name)!;
      }
      return startRun({ ...again, workflowWith: () => workflow, executionId, mode: 'retry', from })
        .result;
    },
  };
}

/** What n8n takes out of the database, less the failure that is about to be replaced. */
function forRetry(stored: FinishedExecution['run']['data']) {
  const data = deepCopy(stored);
  const { resultData } = data;
  delete resultData.error;
  const last = resultData.lastNodeExecuted && resultData.runData[resultData.lastNodeExecuted];
  if (last && last.at(-1)?.error) last.pop();
  return data;
}
