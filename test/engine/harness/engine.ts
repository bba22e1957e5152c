import type {
  ICredentialDataDecryptedObject,
  IDataObject,
  INodeCredentialTestResult,
  INodeExecutionData,
  INodeListSearchResult,
  INodeParameters,
  WorkflowExecuteMode,
} from 'n8n-workflow';

import { credentialName, loadBuiltPackage } from './builtPackage';
import { testCredential } from './credentialTest';
import { SingleCredentialHelper } from './credentialsHelper';
import { listSearch } from './lists';
import { createNodeTypes, nodeTypeName, triggerTypeName } from './nodeTypes';
import { startRun, type EngineRun, type StartedRun } from './run';
import { publishTrigger, testTrigger, type PublishedTrigger } from './trigger';
import { runAsTool, type ToolRun, type ToolRunParts } from './toolRun';
import { buildWorkflow, toItems, triggerName, type NodeSettings, type SetNode } from './workflow';

export interface EngineOptions {
  /** By credential type; the type's defaults are filled in. */
  credentials?: { alibabaCloudAccessKeyApi?: ICredentialDataDecryptedObject };
  /** Where the built package is; this one unless given. */
  packageDirectory?: string;
  /** The origin that answers in place of Alibaba Cloud, whatever region the credential has. */
  servedBy?: string;
}

export interface RunOptions {
  /** What the trigger puts out: json, or whole items `{json, …}`. One empty item unless given. */
  items?: Array<IDataObject | INodeExecutionData>;
  /** The DataWorks node's parameters; expressions begin with `=`. */
  parameters: INodeParameters;
  settings?: NodeSettings;
  after?: SetNode[];
  workflowId?: string;
  nodeId?: string;
  executionId?: string;
  mode?: WorkflowExecuteMode;
}

export interface ListOptions {
  parameters?: INodeParameters;
  filter?: string;
  paginationToken?: string;
  path?: string;
}

/** n8n-core's engine with the built package and one credential in it. */
export interface Engine {
  /**
   * Runs Trigger → DataWorks → `after` to its end. A failing node does not reject: see
   * {@link EngineRun}.
   *
   * @throws WorkflowHasIssuesError when a required parameter or the credential is missing
   */
  run(options: RunOptions): Promise<EngineRun>;
  /** The same, with a `cancel()` that does what "Stop execution" does. Throws at once what `run` rejects with. */
  start(options: RunOptions): StartedRun;
  /**
   * Runs the node as the tool of an AI Agent whose model calls it with `toolArguments`, which fill the
   * `$fromAI(…)` placeholders of `parameters`.
   */
  runAsTool(options: Omit<ToolRunParts, 'builtPackage' | 'credentialsHelper'>): Promise<ToolRun>;
  /** A list of one of the node's resource locators, by the name of its method. */
  listSearch(method: string, options?: ListOptions): Promise<INodeListSearchResult>;
  /** The same of the trigger. */
  triggerListSearch(method: string, options?: ListOptions): Promise<INodeListSearchResult>;
  /** "Test this trigger": the engine runs it in manual mode. */
  testTrigger(parameters: INodeParameters): Promise<EngineRun>;
  /** A published workflow that the trigger starts. */
  publishTrigger(parameters: INodeParameters): PublishedTrigger;
  /** What n8n says to a test of the credential. */
  testCredential(): Promise<INodeCredentialTestResult>;
}

/** @throws Error when the package is not built */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const builtPackage = await loadBuiltPackage(options.packageDirectory);
  const nodeTypes = createNodeTypes(builtPackage);
  const nodeType = nodeTypeName(builtPackage);
  const credentialsHelper = new SingleCredentialHelper(
    builtPackage.credential,
    options.credentials?.[credentialName] ?? {},
    options.servedBy,
  );
  const panel = { nodeTypes, nodeType, node: builtPackage.node, credentialsHelper };

  const triggerType = triggerTypeName(builtPackage);
  const triggers = { nodeTypes, nodeType: triggerType, credentialsHelper };
  const triggerPanel = { ...panel, nodeType: triggerType, node: builtPackage.trigger };

  const start = (run: RunOptions): StartedRun =>
    startRun({
      credentialsHelper,
      executionId: run.executionId ?? '1',
      mode: run.mode ?? 'trigger',
      pinData: { [triggerName]: toItems(run.items ?? [{}]) },
      workflowWith: (parameters = run.parameters) =>
        buildWorkflow({
          nodeTypes,
          nodeType,
          parameters,
          settings: run.settings ?? {},
          after: run.after ?? [],
          workflowId: run.workflowId ?? 'workflow-1',
          nodeId: run.nodeId ?? 'node-1',
        }),
    });

  return {
    start,
    run: async (run) => start(run).result,
    runAsTool: (tool) => runAsTool({ builtPackage, credentialsHelper, ...tool }),
    listSearch: (method, { parameters = {}, filter, paginationToken, path } = {}) =>
      listSearch({ ...panel, parameters, path }, method, filter, paginationToken),
    triggerListSearch: (method, { parameters = {}, filter, paginationToken, path } = {}) =>
      listSearch({ ...triggerPanel, parameters, path }, method, filter, paginationToken),
    testTrigger: (parameters) => testTrigger({ ...triggers, parameters }),
    publishTrigger: (parameters) => publishTrigger({ ...triggers, parameters }),
    testCredential: () => testCredential(builtPackage, credentialsHelper),
  };
}
