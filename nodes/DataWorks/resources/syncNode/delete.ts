import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { ifReleasingOption, readIfReleasing } from '../../fields/publishOptions';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import { deleteTask } from '../../flows/deleteTask';
import { releaseAtOnce } from '../../flows/release';
import { costOf } from '../../once/waitFor';
import { nodeDeletion } from '../../studios/dataStudio/deleteNode';
import { publishing } from '../../studios/dataStudio/publishing';
import { readNode } from '../../studios/dataStudio/readNodes';
import type { Call, Operation, Result } from '../operation';

/** A run that is joined may be one that puts the node online. */
const endOrFail: INodeProperties = {
  ...ifReleasingOption,
  options: (ifReleasingOption.options as INodePropertyOptions[]).filter(
    ({ value }) => value !== 'join',
  ),
};

/** CreatePipelineRun of type Offline where the node is published, then DeleteNode. */
export const deleteNode: Operation = {
  name: 'Delete',
  value: 'delete',
  action: 'Delete sync node',
  description: 'Delete a node; one that is deployed is taken offline first',
  named: { by: 'Id' },
  fields: [...nodeReferenceFields, optionsField([endOrFail, ...waitOptions])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const node = readNodeReference(parameters);
    const limits = readWaitLimits(parameters);
    const ifReleasing = readIfReleasing(parameters, ['fail', 'end']);
    let cost: JsonObject = {};
    const deletion = nodeDeletion(client, node, async () => {
      const read = await readNode(client, node);
      if (!read.ok || read.taskId === undefined) return read;
      const request = { ...node, type: 'Offline', comment: undefined, ifReleasing } as const;
      const ended = await releaseAtOnce(call, publishing(client, request), { ...request }, limits);
      if (ended.ok) cost = costOf(ended);
      return ended;
    });
    const deleted = await deleteTask(call, deletion, limits);
    if (!deleted.ok) return deleted;
    return { ok: true, body: { deleted: true, Id: node.nodeId, ...cost } };
  },
};
