import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { nodeRunOptions, readNodeRunRequest } from '../../fields/nodeRunFields';
import { optionsField } from '../../fields/optionsField';
import { runDateFields } from '../../fields/runFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { runAndWait } from '../../flows/runAndWait';
import { actions } from '../../api/dataworks-2024-05-18';
import { taskOf } from '../../studios/dataStudio/nodeTask';
import { nodeRuns } from '../../studios/dataStudio/runs';

/** CreateWorkflowInstances: runs a node for business dates. */
export const run: Operation = {
  name: 'Run',
  value: 'run',
  action: 'Run sync node',
  description: 'Run a node that is deployed, for yesterday or for a range of business dates',
  fields: [
    ...nodeReferenceFields,
    ...runDateFields,
    waitField(),
    optionsField([...nodeRunOptions, stopWhenCancelledOption, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, journal, timeZone } = call;
    const node = readNodeReference(parameters);
    const request = readNodeRunRequest(parameters, timeZone);
    const limits = readWait(parameters);
    const stopWhenCancelled = limits !== undefined && readStopWhenCancelled(parameters);

    const task = await taskOf(client, actions.CreateWorkflowInstances, node);
    if (!task.ok) return task;
    const runs = nodeRuns(client, journal, { ...node, ...task }, request);
    return runAndWait(call, runs, { limits, stopWhenCancelled });
  },
};
