import type { INode } from 'n8n-workflow';
import { dataWorksNode } from './examples';
import type { N8nApi, WorkflowFile } from './rest';
import type { RealTarget } from './start-options';

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

/**
 * A workflow like the example, whose task is made in another workspace. A folder and a resource
 * group that are not given are the first that the node's own lists show; `chosen` is told which.
 * Throws when such a list is empty.
 */
export async function retarget(
  example: WorkflowFile,
  target: RealTarget,
  api: N8nApi,
  chosen: (message: string) => void,
): Promise<WorkflowFile> {
  const workflow = structuredClone(example);
  const node = dataWorksNode(workflow);
  const { parameters } = node;
  parameters.projectId = locator('id', target.projectId);
  if (target.taskName !== undefined) parameters.taskName = target.taskName;
  parameters.fileFolderPath = locator(
    'path',
    target.folder ?? (await first(api, node, 'fileFolderPath', 'listFolders', '--folder', chosen)),
  );
  parameters.resourceGroup = locator(
    'id',
    target.resourceGroup ??
      (await first(api, node, 'resourceGroup', 'listResourceGroups', '--resource-group', chosen)),
  );
  return { ...workflow, name: `${example.name} in workspace ${target.projectId}` };
}

async function first(
  api: N8nApi,
  node: INode,
  parameter: string,
  list: string,
  option: string,
  chosen: (message: string) => void,
): Promise<string> {
  const [choice] = await api.choices(node, parameter, list);
  if (choice === undefined) {
    throw new Error(`The workspace shows nothing to choose from: give ${option}`);
  }
  chosen(`Chosen: ${choice.value} (${option} gives another)`);
  return String(choice.value);
}
