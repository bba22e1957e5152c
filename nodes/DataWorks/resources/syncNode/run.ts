import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { nodeRunOptions, readNodeRunRequest } from '../../fields/nodeRunFields';
import { ifRunningOptions, readIfRunning } from '../../fields/ifRunningOptions';
import { optionsField } from '../../fields/optionsField';
import { runDateFields } from '../../fields/runFields';
import { readRunWait, runWaitOptions } from '../../fields/runWait';
import { waitField } from '../../fields/waitField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
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
  links: true,
  fields: [
    ...nodeReferenceFields,
    ...runDateFields,
    waitField(),
    optionsField([
      ...nodeRunOptions,
      ...ifRunningOptions,
      ...runWaitOptions,
      ...waitOptionsIfWaiting,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, journal, timeZone } = call;
    const node = readNodeReference(parameters);
    const request = readNodeRunRequest(parameters, timeZone);
    const wait = readRunWait(parameters);
    const ifRunning = readIfRunning(parameters);

    const task = await call.keep('node', () =>
      taskOf(client, actions.CreateWorkflowInstances, node),
    );
    if (!task.ok) return task;
    const target = { ...node, ...task, ...request };
    const runs = nodeRuns(client, journal, target, request);
    if (ifRunning) {
      const { meetOthers } = await import('./meetOthers');
      runs.meeting = meetOthers(call, target, ifRunning);
    }
    return runAndWait(call, runs, wait);
  },
};
