import { optionsField } from '../../fields/optionsField';
import { readRunWish, runDateFields, runOptions } from '../../fields/runFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { taskField } from '../../fields/taskField';
import { readTaskReference } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { nodeOf } from '../../studios/legacy/nodeOf';
import { runTask } from '../../studios/legacy/runTask';

const START_INSTEAD = 'It runs from Start to Stop: use Sync Task: Start.';

/** RunCycleDagNodes: runs a batch task for business dates. */
export const run: Operation = {
  name: 'Run',
  value: 'run',
  action: 'Run a sync task',
  description: 'Run a batch task that is deployed, for yesterday or for a range of business dates',
  fields: [
    workspaceField,
    taskTypeField,
    taskField,
    ...runDateFields,
    waitField(),
    optionsField([...runOptions, stopWhenCancelledOption, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters } = call;
    const { ProjectId: projectId, FileId: fileId } = readTaskReference(parameters, {
      DI_REALTIME: START_INSTEAD,
      DI_SOLUTION: START_INSTEAD,
    });
    const wish = readRunWish(parameters, call.timeZone);
    const limits = readWait(parameters);
    const stopWhenCancelled = limits !== undefined && readStopWhenCancelled(parameters);

    const node = await nodeOf(call.client, parameters, projectId, fileId);
    if (!node.ok) return node;
    const { nodeId, secrets } = node;
    return runTask(call, { projectId, nodeId, wish, limits, stopWhenCancelled, secrets });
  },
};
