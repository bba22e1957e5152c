import type { Client } from '../../../alibabaCloud/client/call';
import { pick, textIn } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2020-05-18';
import type { FailedRuns } from '../../flows/ports';
import { countByStatus, newestOf } from '../../runWords';
import {
  failureOfRun,
  instanceRerun,
  listInstances,
  movedBy,
  NAMES,
  seenOf,
  simpleInstance,
  type InstanceFilter,
  type InstanceReference,
} from './instances';

/** Instances that are to be rerun by RestartInstance where they have failed, found by ListInstances. */
export function failedRuns(
  client: Client,
  {
    ProjectId,
    ProjectEnv,
  }: Pick<InstanceFilter, 'ProjectId'> & Pick<InstanceReference, 'ProjectEnv'>,
  filters: readonly Partial<InstanceFilter>[],
  secrets: readonly string[] = [],
): FailedRuns {
  const action = actions.RestartInstance;
  return {
    action,
    unit: { failed: filters, ProjectId, ProjectEnv },
    lists: filters.map((filter) => async () => {
      const listed = await listInstances(client, { ProjectId, ProjectEnv, ...filter });
      if (!listed.ok) return listed;
      return { ...listed, seen: newestOf(NAMES, listed.entries).map((one) => seenOf(one, listed)) };
    }),
    idOf: ({ InstanceId }) => textIn(InstanceId),
    namesOf: (instance) => pick(instance, ['InstanceId', 'NodeId', 'NodeName', 'Bizdate']),
    isDenied: ({ Repeatability }) => textIn(Repeatability) === 'false',
    told: countByStatus,
    rerunOf: (_, InstanceId) => instanceRerun(client, { InstanceId, ProjectEnv }),
    failureOf: failureOfRun(client, { projectEnv: ProjectEnv, begunBy: action, secrets }),
    simple: simpleInstance,
    moved: movedBy(client, ProjectEnv),
  };
}
