import type { Client } from '../../../alibabaCloud/client/call';
import { exactId, textIn } from '../../../alibabaCloud/client/exactJson';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2024-05-18';
import { BACKFILL } from '../../api/dataworks-2024-05-18/states';
import { beginOfDate, datesFrom } from '../../businessDates';
import type { OtherInstance, OtherRuns } from '../../flows/ports';
import { listInstances, stageOf } from './instances';
import type { RunTarget } from './watchRun';

/** WorkflowInstanceType of what the schedule does not begin; of another it may. */
const BY_HAND = [BACKFILL, 'Manual', 'ManualWorkflow', 'SmokeTest'];

/** The other runs of a task by ListTaskInstances: a call for each date. */
export function otherRuns(
  client: Client,
  { projectId: ProjectId, environment: ProjectEnv, timeZone, taskId: TaskId }: RunTarget,
): OtherRuns {
  return {
    key: `${ProjectId} ${ProjectEnv} ${TaskId}`,
    async look(dates) {
      const instances: OtherInstance[] = [];
      let requestId = '';
      let tries = 0;
      for (const date of datesFrom(dates)) {
        const Bizdate = beginOfDate(timeZone, date);
        const listed = await listInstances(client, { ProjectId, ProjectEnv, Bizdate, TaskId });
        tries += listed.tries;
        if (!listed.ok) return { ...listed, tries };
        ({ requestId } = listed);
        for (const instance of listed.entries) {
          const { Id, WorkflowInstanceId, WorkflowInstanceType, Status } = instance;
          const stage = stageOf(instance);
          instances.push({
            instance,
            id: textIn(Id),
            runId: textIn(WorkflowInstanceId),
            date,
            stage,
            isUnderWay: stage === 'under way' && Status !== 'WaitTime',
            isScheduled: !BY_HAND.includes(textIn(WorkflowInstanceType)),
            now: cleanServerText(textIn(Status)),
          });
        }
      }
      return { ok: true, instances, requestId, tries };
    },
    stop: (id) => client.call(actions.StopTaskInstances, { Ids: [exactId(id)] }),
  };
}
