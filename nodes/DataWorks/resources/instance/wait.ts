import { actions } from '../../api/dataworks-2020-05-18';
import { instanceOptions } from '../../fields/instanceFields';
import { readProjectEnv } from '../../fields/projectEnvOption';
import { readRunToWaitFor, runToWaitForFields } from '../../fields/runToWaitFor';
import { includeStatisticsOption } from '../../fields/runWait';
import { taskField } from '../../fields/taskField';
import { timeZoneOption } from '../../fields/timeZoneOption';
import { waitOptions } from '../../fields/waitOptions';
import { whileWaitingOption } from '../../fields/whileWaitingOption';
import { workspaceField } from '../../fields/workspaceField';
import { waitForRun } from '../../flows/waitForRun';
import { awaitedRuns } from '../../studios/legacy/awaitedRuns';
import { nodeOf } from '../../studios/legacy/files';
import type { Call, Operation, Result } from '../operation';

/** ListInstances until a run that somebody else started has ended. */
export const wait: Operation = {
  name: 'Wait for Run',
  value: 'wait',
  action: 'Wait for run of sync task',
  description:
    'Wait for the run of a batch task for a business date that the schedule or somebody else starts; it may not be there yet',
  named: { by: 'NodeId' },
  fields: [
    workspaceField,
    taskField,
    ...runToWaitForFields,
    instanceOptions(timeZoneOption, includeStatisticsOption, ...waitOptions, whileWaitingOption),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone } = call;
    const projectId = parameters.id('projectId', 'Workspace');
    const fileId = parameters.id('fileId', 'Task');
    const projectEnv = readProjectEnv(parameters);
    const asked = readRunToWaitFor(parameters, timeZone);

    const node = await call.keep('node', () =>
      nodeOf(client, actions.ListInstances, projectId, fileId),
    );
    if (!node.ok) return node;
    const { nodeId, secrets } = node;
    const runs = awaitedRuns(client, { projectId, projectEnv, nodeId, secrets });
    return waitForRun(call, runs, asked.dates, asked.wait);
  },
};
