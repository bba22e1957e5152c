import { CHINA } from '../../../alibabaCloud/endpoints';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { nodeDeployNotice } from '../../fields/deployNotice';
import { nodeScheduleField, readNodeSchedule } from '../../fields/nodeScheduleFields';
import { makeChange } from '../../flows/updateTask';
import { nodeUpdate } from '../../studios/dataStudio/updateNode';
import type { Call, Operation, Result } from '../operation';

/** UpdateNode: sets when and how a node runs. */
export const schedule: Operation = {
  name: 'Schedule',
  value: 'schedule',
  action: 'Schedule sync node',
  description:
    'Set when and how a node runs: cron, parents, parameters, reruns, owner, pause. It takes effect when the node is deployed.',
  named: { by: 'Id' },
  isDraft: true,
  fields: [...nodeReferenceFields, nodeDeployNotice, nodeScheduleField],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, timeZone } = call;
    const node = readNodeReference(parameters);
    const settings = readNodeSchedule(parameters, context.getTimezone(), timeZone ?? CHINA);
    if (Object.keys(settings).length === 0) {
      throw parameters.refuse('Schedule', 'has no property', 'Add at least one property to set.');
    }
    const { resourceGroup } = settings;
    const extend = resourceGroup === undefined ? {} : { resourceGroup };
    const changed = await makeChange(
      call,
      nodeUpdate(client, { ...node, settings, extend, secrets: [] }),
    );
    if (!changed.ok) return changed;
    const { requestId: RequestId, Outcome } = changed;
    return { ok: true, body: { Success: true, RequestId, Id: node.nodeId, Outcome } };
  },
};
