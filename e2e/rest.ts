import type {
  ICredentialDataDecryptedObject,
  IConnections,
  IDataObject,
  INode,
  INodeExecutionData,
  INodeListSearchItems,
  INodeListSearchResult,
  IRunExecutionData,
  IWorkflowSettings,
} from 'n8n-workflow';
import { waitFor } from './wait-for';

/** What is known of a stored credential; nodes refer to it by id and name. */
export interface StoredCredential {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** A workflow as n8n exports it, and as the files in examples/ hold it. */
export interface WorkflowFile {
  readonly name: string;
  readonly nodes: INode[];
  readonly connections: IConnections;
  readonly settings?: IWorkflowSettings;
}

/** A workflow that n8n has stored. */
export interface StoredWorkflow extends WorkflowFile {
  readonly id: string;
  readonly versionId: string;
}

/** A finished run of a workflow. */
export interface Execution {
  readonly id: string;
  /** success, error, crashed, canceled. */
  readonly status: string;
  /** manual, webhook, trigger, retry, … */
  readonly mode: string;
  readonly data: IRunExecutionData;
}

/** The local account that owns this n8n. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** What n8n says of a failure, without its stack; another text as it is. */
function inWords(text: string): string {
  try {
    const { message, description } = JSON.parse(text) as { message?: string; description?: string };
    return [message, description].filter(Boolean).join(' ') || text;
  } catch {
    return text;
  }
}

const unfinished = ['new', 'running', 'waiting', 'unknown'];

/** The calls that n8n's own editor makes, signed in as one account. */
export class N8nApi {
  private cookie = '';

  private constructor(readonly url: string) {}

  /** Makes the owner's account when there is none, and signs in. */
  static async signIn(url: string, { email, password }: Account): Promise<N8nApi> {
    const api = new N8nApi(url);
    const settings = await api.call<{
      userManagement: { showSetupOnFirstLoad?: boolean };
    }>('GET', '/rest/settings');
    if (settings.userManagement.showSetupOnFirstLoad) {
      const name = { firstName: 'Local', lastName: 'Owner' };
      await api.call('POST', '/rest/owner/setup', { email, password, ...name });
    } else {
      await api.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
    }
    return api;
  }

  /**
   * One call: the `data` of n8n's JSON reply. n8n ties the session to the browser-id header, so
   * it is the same in all calls. Throws when the status is not 2xx.
   */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        'browser-id': 'e2e',
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${inWords(text)}`);
    const cookie = reply.headers.getSetCookie().find((set) => set.startsWith('n8n-auth='));
    if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
    return (JSON.parse(text) as { data: T }).data;
  }

  /** Stores a credential; one of the same name and type gets the new data instead. */
  async storeCredential(
    name: string,
    type: string,
    data: ICredentialDataDecryptedObject,
  ): Promise<StoredCredential> {
    const known = await this.call<StoredCredential[]>('GET', '/rest/credentials');
    const same = known.find((one) => one.name === name && one.type === type);
    return same === undefined
      ? await this.call('POST', '/rest/credentials', { name, type, data })
      : await this.call('PATCH', `/rest/credentials/${same.id}`, { name, type, data });
  }

  /** The fields of the credential of that name, secrets blanked by n8n; undefined when there is none. */
  async credentialData(name: string, type: string): Promise<IDataObject | undefined> {
    const known = await this.call<StoredCredential[]>('GET', '/rest/credentials');
    const same = known.find((one) => one.name === name && one.type === type);
    if (same === undefined) return undefined;
    const path = `/rest/credentials/${same.id}?includeData=true`;
    return (await this.call<{ data: IDataObject }>('GET', path)).data;
  }

  /** What the "test" of the credential's dialog says: status OK or Error, and its message. */
  async testCredential(
    credential: StoredCredential,
    data: ICredentialDataDecryptedObject,
  ): Promise<{ status: string; message: string }> {
    return await this.call('POST', '/rest/credentials/test', {
      credentials: { id: credential.id, name: credential.name, type: credential.type, data },
    });
  }

  /** Stores a new workflow, not active. */
  async createWorkflow(workflow: WorkflowFile): Promise<StoredWorkflow> {
    const { name, nodes, connections, settings = {} } = workflow;
    const body = { name, nodes, connections, settings, active: false };
    return await this.call('POST', '/rest/workflows', body);
  }

  /** Saves a stored workflow, as the editor does; the new version. */
  async saveWorkflow(workflow: StoredWorkflow): Promise<StoredWorkflow> {
    const { id, versionId, nodes, connections } = workflow;
    return await this.call('PATCH', `/rest/workflows/${id}`, { versionId, nodes, connections });
  }

  /** Deletes a workflow with its executions. */
  async deleteWorkflow({ id }: StoredWorkflow): Promise<void> {
    await this.call('POST', `/rest/workflows/${id}/archive`, {});
    await this.call('DELETE', `/rest/workflows/${id}`);
  }

  /** The workflow of that name, whole, or undefined. */
  async findWorkflow(name: string): Promise<StoredWorkflow | undefined> {
    const all = await this.call<StoredWorkflow[]>('GET', '/rest/workflows');
    const same = all.find((one) => one.name === name);
    return same && (await this.call('GET', `/rest/workflows/${same.id}`));
  }

  /** What a resource locator of a node shows "From list". */
  async choices(
    { type: name, typeVersion: version, parameters, credentials }: INode,
    parameter: string,
    methodName: string,
  ): Promise<INodeListSearchItems[]> {
    const { results } = await this.call<INodeListSearchResult>(
      'POST',
      '/rest/dynamic-node-parameters/resource-locator-results',
      {
        path: `parameters.${parameter}`,
        methodName,
        nodeTypeAndVersion: { name, version },
        currentNodeParameters: parameters,
        credentials,
      },
    );
    return results;
  }

  /** Starts a manual run up to and including a node: the execution's id. */
  async run(workflow: StoredWorkflow, lastNode: string): Promise<string> {
    const { executionId } = await this.call<{ executionId: string }>(
      'POST',
      `/rest/workflows/${workflow.id}/run`,
      {
        workflowData: workflow,
        destinationNode: { nodeName: lastNode, mode: 'inclusive' },
        runData: {},
      },
    );
    return executionId;
  }

  /** Makes its triggers live. */
  async activate({ id, versionId }: StoredWorkflow): Promise<void> {
    await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
  }

  /** Ends its triggers. */
  async deactivate({ id }: StoredWorkflow): Promise<void> {
    await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
  }

  /** The executions of a workflow, newest first, whatever their state. */
  async executions({ id }: StoredWorkflow): Promise<Array<{ id: string; status: string }>> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
    const { results } = await this.call<{ results: Array<{ id: string; status: string }> }>(
      'GET',
      `/rest/executions?filter=${filter}`,
    );
    return results;
  }

  /** Waits for the end of an execution and gives it back. */
  async finished(executionId: string, limitMs = 60_000): Promise<Execution> {
    const { parse } = await import('flatted');
    return await waitFor(`execution ${executionId} ends`, limitMs, async () => {
      const one = await this.call<Omit<Execution, 'data'> & { data: string }>(
        'GET',
        `/rest/executions/${executionId}`,
      );
      if (unfinished.includes(one.status)) return undefined;
      return { ...one, data: parse(one.data) as IRunExecutionData };
    });
  }

  /**
   * "Retry execution" in the list of executions: the id of the new one. `loadWorkflow` runs the
   * workflow as it is saved now, else as it was when the execution ran.
   */
  async retry(executionId: string, loadWorkflow: boolean): Promise<string> {
    const { id } = await this.call<{ id: string }>(
      'POST',
      `/rest/executions/${executionId}/retry`,
      { loadWorkflow },
    );
    return id;
  }
}

/** The items that a node gave to its first output in its last run, as JSON. */
export function outputOf(execution: Execution, node: string): IDataObject[] {
  const runs = execution.data.resultData.runData[node];
  const items: INodeExecutionData[] = runs?.at(-1)?.data?.main?.[0] ?? [];
  return items.map(({ json }) => json);
}

/** Why an execution ended without success, for a message; empty when it succeeded. */
export function failureOf(execution: Execution): string {
  const { error } = execution.data.resultData;
  if (error === undefined) return execution.status === 'success' ? '' : execution.status;
  return [error.message, error.description].filter(Boolean).join('\n');
}
