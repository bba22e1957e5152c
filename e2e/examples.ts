import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { examplesFolder } from './paths';
import type { StoredCredential, WorkflowFile } from './rest';

/** The node's type as n8n knows it once the package is installed. */
export const nodeType = 'n8n-nodes-alibabacloud-dataworks.dataWorks';

/** The credential's type. */
export const credentialType = 'alibabaCloudAccessKeyApi';

/** The file names of all example workflows, in order. */
export function exampleNames(): string[] {
  return readdirSync(examplesFolder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

/** An example with this credential put into each node that uses one of its type. */
export function readExample(name: string, { id, name: label }: StoredCredential): WorkflowFile {
  const file = path.join(examplesFolder, name);
  const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
  for (const node of workflow.nodes) {
    if (node.credentials?.[credentialType]) node.credentials[credentialType] = { id, name: label };
  }
  return workflow;
}

/** The DataWorks node of a workflow, the first of several; throws when it has none. */
export function dataWorksNode({ name, nodes }: WorkflowFile): INode {
  const node = nodes.find(({ type }) => type === nodeType);
  if (node === undefined) throw new Error(`"${name}" has no DataWorks node`);
  return node;
}
