import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { createParameters, folder, script } from '../test/engine/emulated';

/** The node's parameters for one task per item, named by the item, with `options` of the node. */
export const creationParameters = (options: INodeParameters = {}): INodeParameters =>
  createParameters({ taskName: '={{ $json.name }}', options });

let named = 0;

/** Items that name a task each, none twice in a process. */
export const newItems = (count: number): INodeExecutionData[] =>
  Array.from({ length: count }, () => ({ json: { name: newName() } }));

export const newName = (): string => `task_${++named}`;

/** The same creation as the API takes it, for those who call it without the node. */
export const creationQuery = (name: string): Record<string, string> => ({
  ProjectId: '10000',
  TaskType: 'DI_OFFLINE',
  TaskName: name,
  TaskParam: JSON.stringify({ FileFolderPath: folder, ResourceGroup: 'S_res_group_demo_1' }),
  ClientToken: `token-${name}`,
});

export const taskContent = JSON.stringify(script);
