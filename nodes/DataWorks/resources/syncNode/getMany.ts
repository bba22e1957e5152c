import { limitFields, readLimit } from '../../fields/limitFields';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { workspaceField } from '../../fields/workspaceField';
import { listedSummary } from '../../studios/dataStudio/nodeSummary';
import { isSyncNode, listNodes } from '../../studios/dataStudio/readNodes';
import type { Call, Operation, Result } from '../operation';

/** ListNodes: the batch synchronization nodes of a workspace, without their scripts. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many sync nodes',
  description: 'Get the batch synchronization nodes of a workspace, one item each',
  fields: [
    workspaceField,
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add filter',
      default: {},
      options: [
        {
          displayName: 'Name',
          name: 'name',
          type: 'string',
          default: '',
          placeholder: 'e.g. orders',
          description: 'Text that the names of the nodes have in them',
        },
        {
          displayName: 'Workflow ID',
          name: 'workflowId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 8500000000000000001',
          description: 'The workflow that the nodes stand in (ContainerId)',
        },
      ],
    },
    simplifyField,
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const simplify = readSimplify(parameters);
    const limit = readLimit(parameters);
    const filter = {
      ProjectId: parameters.id('projectId', 'Workspace'),
      Name: parameters.optionalText('filters.name', 'Name')?.trim(),
      ContainerId: parameters.isGiven('filters.workflowId')
        ? parameters.id('filters.workflowId', 'Workflow ID')
        : undefined,
    };
    // No filter of the API tells nodes of this type from others.
    const listed = await listNodes(client, filter, {
      isEnough: (entries) => entries.filter(isSyncNode).length >= limit,
    });
    if (!listed.ok) return listed;
    const nodes = listed.entries.filter(isSyncNode).slice(0, limit);
    return { ok: true, body: simplify ? nodes.map(listedSummary) : nodes };
  },
};
