import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import type {
  ICredentialsHelper,
  INodeParameters,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const base = 'http://127.0.0.1:5678';

interface Given
  extends Partial<Pick<IWorkflowExecuteAdditionalData, 'executeWorkflow' | 'getRunExecutionData'>> {
  credentialsHelper: ICredentialsHelper;
  executionId?: string;
  workflowId?: string;
  hooks?: ExecutionLifecycleHooks;
  /** For the lists of a node's panel: its parameters as the panel shows them. */
  currentNodeParameters?: INodeParameters;
}

/** What n8n hands to the engine beside the workflow. What a node cannot reach from a run is left out. */
export function createAdditionalData(given: Given): IWorkflowExecuteAdditionalData {
  const data: Partial<IWorkflowExecuteAdditionalData> = {
    ...given,
    externalSecretsProxy: new ExternalSecretsProxy(),
    currentNodeExecutionIndex: 0,
    // $execution.resumeUrl is built for every expression, so these must be addresses.
    restApiUrl: `${base}/rest`,
    instanceBaseUrl: `${base}/`,
    formBaseUrl: `${base}/form`,
    formWaitingBaseUrl: `${base}/form-waiting`,
    formTestBaseUrl: `${base}/form-test`,
    webhookBaseUrl: `${base}/webhook`,
    webhookWaitingBaseUrl: `${base}/webhook-waiting`,
    webhookTestBaseUrl: `${base}/webhook-test`,
    mcpBaseUrl: `${base}/mcp`,
    mcpTestBaseUrl: `${base}/mcp-test`,
    variables: {},
    logAiEvent: () => {},
    setExecutionStatus: () => {},
  };
  return data as IWorkflowExecuteAdditionalData;
}
