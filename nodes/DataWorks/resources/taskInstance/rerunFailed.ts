import { actions } from '../../api/dataworks-2024-05-18';
import { beginOfDate, datesFrom } from '../../businessDates';
import { failedRunFields, readFailedRuns } from '../../fields/failedRunFields';
import { nodeField, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { projectEnvOption } from '../../fields/projectEnvOption';
import { readEnvironment } from '../../fields/readEnvironment';
import { heldWaitOptions, readRunWait } from '../../fields/runWait';
import { readRerunChanges, rerunOptions } from '../../fields/taskInstanceFields';
import { readTimeZone, timeZoneOption } from '../../fields/timeZoneOption';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
import { rerunFailed as rerun } from '../../flows/rerunFailed';
import { failedRuns, filtersOf } from '../../studios/dataStudio/failedRuns';
import { taskOf } from '../../studios/dataStudio/nodeTask';
import type { Call, Operation, Result } from '../operation';

/** RerunTaskInstances for all instances of a backfill or of some dates that have failed. */
export const rerunFailed: Operation = {
  name: 'Rerun Failed',
  value: 'rerunFailed',
  action: 'Rerun failed task instances',
  description: 'Run again what has failed of a backfill or of a range of dates',
  fields: [
    ...failedRunFields(
      'What Sync Node: Run gives in WorkflowInstanceIds (WorkflowInstanceId)',
      nodeField,
    ),
    optionsField([
      projectEnvOption,
      {
        ...timeZoneOption,
        description:
          'In which time zone business dates begin. When empty, in that of the region; set it where DataWorks shows another one in the Operation Center. A name such as America/New_York, or UTC+0 or UTC+8.',
      },
      ...rerunOptions,
      ...heldWaitOptions,
      ...waitOptionsIfWaiting,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone: ofRegion } = call;
    const ProjectId = parameters.id('projectId', 'Workspace');
    const where = { ProjectId, ProjectEnv: readEnvironment(parameters) };
    const { runIds, dates } = readFailedRuns(parameters, ofRegion);
    const wait = readRunWait(parameters);
    const changes = readRerunChanges(parameters);
    if (runIds) {
      const filters = await filtersOf(client, runIds);
      if ('ok' in filters) return filters;
      return rerun(call, failedRuns(client, where, filters, changes), wait);
    }
    const timeZone = readTimeZone(parameters, ofRegion);
    const task = await taskOf(client, actions.ListTaskInstances, readNodeReference(parameters));
    if (!task.ok) return task;
    const { taskId: TaskId, secrets } = task;
    const filters = datesFrom(dates).map((date) => ({
      TaskId,
      Bizdate: beginOfDate(timeZone, date),
    }));
    return rerun(call, failedRuns(client, where, filters, changes, secrets), wait);
  },
};
