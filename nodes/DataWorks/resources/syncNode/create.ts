import { newNodeFields, readNewNode } from '../../fields/newNode';
import { createTask } from '../../flows/createTask';
import { nodeCreation, nodeToCreate } from '../../studios/dataStudio/createNode';
import type { Call, Operation, Result } from '../operation';

/** CreateNode: creates a batch synchronization node and gives its Id. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create sync node',
  description: 'Create a batch synchronization node. It runs once it is deployed.',
  named: { by: 'Id' },
  fields: newNodeFields,

  async execute(call: Call): Promise<Result> {
    const { ifExists, ...wish } = readNewNode(call);
    const node = await nodeToCreate(call, wish);
    if (!node.ok) return node;
    return createTask(call, nodeCreation(call, node.request, call.hint), ifExists);
  },
};
