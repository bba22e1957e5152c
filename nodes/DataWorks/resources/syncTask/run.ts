import { optionsField } from '../../fields/optionsField';
import { readRunWish, runDateFields, runOptions } from '../../fields/runFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { nodeOf } from '../../studios/legacy/nodeOf';
import { runTask } from '../../studios/legacy/runTask';

/** RunCycleDagNodes: runs a batch task for business dates. */
export const run: Operation = {
  name: 'Run',
  value: 'run',
  action: 'Run a sync task',
  description: 'Run a batch task that is deployed, for yesterday or for a range of business dates',
  fields: [
    ...taskReferenceFields('run'),
    ...runDateFields,
    waitField(),
    optionsField([...runOptions, stopWhenCancelledOption, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters } = call;
    const { ProjectId: projectId, FileId: fileId } = readTaskReference(parameters, 'run');
    const wish = readRunWish(parameters, call.timeZone);
    const limits = readWait(parameters);
    const stopWhenCancelled = limits !== undefined && readStopWhenCancelled(parameters);

    const node = await nodeOf(call.client, parameters, projectId, fileId);
    if (!node.ok) return node;
    const { nodeId, secrets } = node;
    return runTask(call, { projectId, nodeId, wish, limits, stopWhenCancelled, secrets });
  },
};
