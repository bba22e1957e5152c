import { optionsField } from '../../fields/optionsField';
import { readRunRequest, runDateFields, runOptions } from '../../fields/runFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { taskField } from '../../fields/taskField';
import { readTaskReference } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { runAndWait } from '../../flows/runAndWait';
import { actions } from '../../api/dataworks-2020-05-18';
import { nodeOf } from '../../studios/legacy/files';
import { nodeRuns } from '../../studios/legacy/runs';

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
    {
      displayName: 'Wait for the End',
      name: 'wait',
      type: 'boolean',
      default: false,
      description:
        'Whether to wait until the run has ended. One that fails then fails the node, with the end of its log.',
    },
    optionsField([...runOptions, stopWhenCancelledOption, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const { ProjectId: projectId, FileId: fileId } = readTaskReference(parameters, {
      DI_REALTIME: START_INSTEAD,
      DI_SOLUTION: START_INSTEAD,
    });
    const request = readRunRequest(parameters);
    const limits = readWait(parameters);
    const stopWhenCancelled = limits !== undefined && readStopWhenCancelled(parameters);

    const node = await nodeOf(client, actions.RunCycleDagNodes, projectId, fileId);
    if (!node.ok) return node;
    const { nodeId, secrets } = node;
    const runs = nodeRuns(client, { projectId, nodeId, secrets }, request);
    return runAndWait(call, runs, { limits, stopWhenCancelled });
  },
};
