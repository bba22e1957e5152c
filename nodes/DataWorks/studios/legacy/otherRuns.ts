import { numberIn, textIn } from '../../../alibabaCloud/client/exactJson';
import type { Client } from '../../../alibabaCloud/client/call';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2020-05-18';
import { dateBeginningAt, dayAfter, dayBefore } from '../../businessDates';
import type { OtherRuns } from '../../flows/ports';
import { listInstances, stageOf, type ProjectEnv } from './instances';
import { between, NEWEST_FIRST, type RunTarget } from './watchRun';

/** DagType of what the schedule does not begin; of another it may. Source: GetInstance's page. */
const BY_HAND = ['SUPPLY_DATA', 'SMOKE_TEST', 'MANUAL', 'MANUAL_FLOW', 'BUSINESS_PROCESS_DAG'];

/** The other runs of a task's node by ListInstances, with the days before and after the dates. */
export function otherRuns(
  client: Client,
  { projectId: ProjectId, nodeId: NodeId }: RunTarget,
  ProjectEnv: ProjectEnv,
): OtherRuns {
  return {
    key: `${ProjectId} ${ProjectEnv} ${NodeId}`,
    async look({ first, last }) {
      const listed = await listInstances(client, {
        ProjectId,
        ProjectEnv,
        NodeId,
        ...between({ first: dayBefore(first), last: dayAfter(last) }),
        OrderBy: NEWEST_FIRST,
      });
      if (!listed.ok) return listed;
      const instances = listed.entries.map((instance) => ({
        instance,
        id: textIn(instance.InstanceId),
        runId: textIn(instance.DagId),
        date: dateBeginningAt(numberIn(instance.Bizdate)) ?? '',
        stage: stageOf(instance),
        isUnderWay: stageOf(instance) === 'under way' && instance.Status !== 'WAIT_TIME',
        isScheduled: !BY_HAND.includes(textIn(instance.DagType).replace(/\(.*/, '')),
        now: cleanServerText(textIn(instance.Status)),
      }));
      return { ...listed, instances: instances.reverse() };
    },
    stop: (InstanceId) => client.call(actions.StopInstance, { InstanceId, ProjectEnv }),
  };
}
