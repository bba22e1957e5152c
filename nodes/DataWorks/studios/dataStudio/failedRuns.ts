import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, numberIn } from '../../../alibabaCloud/client/exactJson';
import { damagedReply } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import type { FailedRuns } from '../../flows/ports';
import { countByStatus, lookAtAll } from '../../runWords';
import {
  failureOfRun,
  instanceRerun,
  listInstances,
  movedBy,
  NAMES,
  simpleInstance,
  type Environment,
  type InstanceFilter,
  type RerunChanges,
} from './instances';

/** The filters of the lists of runs, by their ids: the API lists by business date. */
export async function filtersOf(
  client: Client,
  runIds: readonly string[],
): Promise<Pick<InstanceFilter, 'Bizdate' | 'WorkflowInstanceId'>[] | Failure> {
  const action = actions.GetWorkflowInstance;
  const filters: Awaited<ReturnType<typeof filtersOf>> = [];
  for (const WorkflowInstanceId of runIds) {
    const outcome = await client.call(action, { Id: WorkflowInstanceId });
    if (!outcome.ok) return outcome;
    const { WorkflowInstance: run } = outcome.body;
    const Bizdate = numberIn(isJsonObject(run) ? run.BizDate : undefined);
    if (Number.isNaN(Bizdate)) {
      return damagedReply(action, 'The reply has no WorkflowInstance.BizDate', outcome);
    }
    filters.push({ Bizdate, WorkflowInstanceId });
  }
  return filters;
}

/** Instances that are to be rerun by RerunTaskInstances where they have failed, found by ListTaskInstances. */
export function failedRuns(
  client: Client,
  { ProjectId, ProjectEnv }: { ProjectId: string; ProjectEnv: Environment },
  filters: readonly Omit<InstanceFilter, 'ProjectId' | 'ProjectEnv'>[],
  changes: RerunChanges,
  secrets: readonly string[] = [],
): FailedRuns {
  const action = actions.RerunTaskInstances;
  return {
    action,
    unit: { failed: filters, ProjectId, ProjectEnv },
    lists: filters.map(
      (filter) => async () =>
        lookAtAll(NAMES, await listInstances(client, { ProjectId, ProjectEnv, ...filter })),
    ),
    names: NAMES,
    isDenied: ({ RerunMode }) => RerunMode === 'AllDenied',
    told: countByStatus,
    rerunOf: (own, id) => instanceRerun(own, id, changes),
    failureOf: failureOfRun(client, { begunBy: action, secrets }),
    simple: simpleInstance,
    moved: movedBy(client),
  };
}
