import { actions } from '../../api/dataworks-2020-05-18';
import { failedRunFields, readFailedRuns } from '../../fields/failedRunFields';
import { instanceOptions } from '../../fields/instanceFields';
import { readProjectEnv } from '../../fields/projectEnvOption';
import { heldWaitOptions, readRunWait } from '../../fields/runWait';
import { taskField } from '../../fields/taskField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
import { rerunFailed as rerun } from '../../flows/rerunFailed';
import { failedRuns } from '../../studios/legacy/failedRuns';
import { nodeOf } from '../../studios/legacy/files';
import { between } from '../../studios/legacy/watchRun';
import type { Call, Operation, Result } from '../operation';

/** RestartInstance for each instance of a backfill or of some dates that has failed. */
export const rerunFailed: Operation = {
  name: 'Rerun Failed',
  value: 'rerunFailed',
  action: 'Rerun failed instances',
  description: 'Run again what has failed of a backfill or of a range of dates',
  fields: [
    ...failedRunFields('What Sync Task: Run gives in Data (DagId)', taskField),
    instanceOptions(...heldWaitOptions, ...waitOptionsIfWaiting),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone } = call;
    const ProjectId = parameters.id('projectId', 'Workspace');
    const where = { ProjectId, ProjectEnv: readProjectEnv(parameters) };
    const { runIds, dates } = readFailedRuns(parameters, timeZone);
    const wait = readRunWait(parameters);
    if (runIds) {
      const filters = runIds.map((DagId) => ({ DagId }));
      return rerun(call, failedRuns(client, where, filters), wait);
    }
    const fileId = parameters.id('fileId', 'Task');
    const node = await nodeOf(client, actions.ListInstances, ProjectId, fileId);
    if (!node.ok) return node;
    const filters = [{ NodeId: node.nodeId, ...between(dates) }];
    return rerun(call, failedRuns(client, where, filters, node.secrets), wait);
  },
};
