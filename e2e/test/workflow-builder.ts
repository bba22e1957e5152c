import { randomUUID } from 'node:crypto';
import type { IConnections, INode, NodeParameterValueType } from 'n8n-workflow';
import { credentialType, nodeType } from '../examples';
import type { StoredCredential, WorkflowFile } from '../rest';

/** The script of the API page's sample. */
export const sampleScript = {
  type: 'job',
  version: '2.0',
  steps: [
    {
      stepType: 'mysql',
      parameter: { datasource: 'mysql_pub', column: ['id', 'name'], table: 'u_pk' },
      name: 'Reader',
      category: 'reader',
    },
    {
      stepType: 'odps',
      parameter: {
        datasource: 'odps_source',
        column: ['id', 'name'],
        table: 'u_pk',
        partition: 'pt=${bizdate}',
        truncate: true,
      },
      name: 'Writer',
      category: 'writer',
    },
  ],
  setting: { errorLimit: { record: '' }, speed: { concurrent: 2, throttle: false } },
  order: { hops: [{ from: 'Reader', to: 'Writer' }] },
};

/** A node of n8n, with what every node needs. */
export function node(
  name: string,
  type: string,
  typeVersion: number,
  parameters: INode['parameters'],
  more: Partial<INode> = {},
): INode {
  return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more };
}

/** "When clicking 'Execute workflow'". */
export const manualTrigger = (): INode => node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** A webhook at this path that answers at once, or with the last node's item. */
export const webhook = (path: string, answers: 'onReceived' | 'lastNode'): INode =>
  node(
    'Webhook',
    'n8n-nodes-base.webhook',
    2,
    { httpMethod: 'POST', path, responseMode: answers, options: {} },
    { webhookId: path },
  );

/** Edit Fields that gives this one item; a value may be an expression ("={{ … }}"). */
export function setFields(name: string, fields: Record<string, string>): INode {
  const assignments = Object.entries(fields).map(([field, value]) => ({
    id: randomUUID(),
    name: field,
    value,
    type: 'string',
  }));
  return node(name, 'n8n-nodes-base.set', 3.4, { assignments: { assignments }, options: {} });
}

/** The node that creates a sync task from the sample of the API page. */
export function createTask(
  { id, name }: StoredCredential,
  taskName: string,
  options: Record<string, NodeParameterValueType> = {},
  more: Partial<INode> = {},
): INode {
  const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
  return node(
    'Create a sync task',
    nodeType,
    1,
    {
      resource: 'syncTask',
      operation: 'create',
      projectId: locator('id', '10000'),
      taskType: 'DI_OFFLINE',
      taskName,
      taskContent: JSON.stringify(sampleScript, null, 2),
      taskParamInput: 'fields',
      fileFolderPath: locator('path', 'Business Flow/demo/Data Integration'),
      resourceGroup: locator('id', 'S_res_group_demo_1'),
      options,
    },
    { credentials: { [credentialType]: { id, name } }, ...more },
  );
}

/** A node of this package with the credential. */
export const dataWorks = (
  { id, name: label }: StoredCredential,
  name: string,
  parameters: INode['parameters'],
  more: Partial<INode> = {},
): INode =>
  node(name, nodeType, 1, parameters, {
    credentials: { [credentialType]: { id, name: label } },
    ...more,
  });

/** A workflow whose nodes follow each other. */
export function chain(name: string, ...nodes: INode[]): WorkflowFile {
  const connections: IConnections = {};
  nodes.forEach((from, index) => {
    from.position = [index * 240, 0];
    const next = nodes[index + 1];
    if (next) connections[from.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
  });
  return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** n8n's HTTP Request node that lists the workspaces at an address with the credential. */
export function listWorkspaces({ id, name }: StoredCredential, address: string): INode {
  return node(
    'List workspaces',
    'n8n-nodes-base.httpRequest',
    4.2,
    {
      method: 'POST',
      url: `${address}/?Action=ListProjects&Version=2020-05-18`,
      authentication: 'predefinedCredentialType',
      nodeCredentialType: credentialType,
      options: {},
    },
    { credentials: { [credentialType]: { id, name } } },
  );
}
