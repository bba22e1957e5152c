import { actions } from '../../api/dataworks-2024-05-18';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { projectEnvOption } from '../../fields/projectEnvOption';
import { readEnvironment } from '../../fields/readEnvironment';
import { readRunToWaitFor, runToWaitForFields } from '../../fields/runToWaitFor';
import { includeStatisticsOption } from '../../fields/runWait';
import { timeZoneOption } from '../../fields/timeZoneOption';
import { whileWaitingOption } from '../../fields/whileWaitingOption';
import { waitOptions } from '../../fields/waitOptions';
import { waitForRun } from '../../flows/waitForRun';
import { awaitedRuns } from '../../studios/dataStudio/awaitedRuns';
import { taskOf } from '../../studios/dataStudio/nodeTask';
import type { Call, Operation, Result } from '../operation';

/** ListTaskInstances until a run that somebody else started has ended. */
export const wait: Operation = {
  name: 'Wait for Run',
  value: 'wait',
  action: 'Wait for run of sync node',
  description:
    'Wait for the run of a node for a business date that the schedule or somebody else starts; it may not be there yet',
  named: { by: 'TaskId' },
  fields: [
    ...nodeReferenceFields,
    ...runToWaitForFields,
    optionsField([
      projectEnvOption,
      timeZoneOption,
      includeStatisticsOption,
      ...waitOptions,
      whileWaitingOption,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone: ofRegion } = call;
    const node = readNodeReference(parameters);
    const environment = readEnvironment(parameters);
    const { timeZone, dates, wait: how } = readRunToWaitFor(parameters, ofRegion);

    const task = await call.keep('node', () => taskOf(client, actions.ListTaskInstances, node));
    if (!task.ok) return task;
    const { taskId, secrets } = task;
    const { projectId } = node;
    const target = { projectId, environment, timeZone, taskId, secrets };
    return waitForRun(call, awaitedRuns(client, target), dates, how);
  },
};
