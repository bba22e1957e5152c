import { actions } from '../../api/dataworks-2024-05-18';
import { newNodeFields, readNewNode } from '../../fields/newNode';
import { readTestFirst } from '../../fields/testFirst';
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
  links: true,
  fields: newNodeFields,

  async execute(call: Call): Promise<Result> {
    const { ifExists, ...wish } = readNewNode(call);
    const node = await nodeToCreate(call, wish);
    if (!node.ok) return node;
    const { unit, node: settings } = node.request;
    const group = { resourceGroup: settings.resourceGroup ?? '' };
    const test = readTestFirst(call.parameters, wish.projectId, 'script', settings.content, group);
    if (test) {
      const { whyNotCreate } = await import('../../studios/dataStudio/testFirst');
      const whyNot = await whyNotCreate(call, actions.CreateNode, { ...test, unit });
      if (whyNot) return whyNot;
    }
    return createTask(call, nodeCreation(call, node.request, call.hint), ifExists);
  },
};
