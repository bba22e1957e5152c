import type { Client } from '../../../alibabaCloud/client/call';
import { textIn } from '../../../alibabaCloud/client/exactJson';
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
import { NEWEST_FIRST } from './watchRun';

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
      const listed = await listInstances(client, {
        ProjectId,
        ProjectEnv,
        OrderBy: NEWEST_FIRST,
        ...filter,
      });
      if (!listed.ok) return listed;
      const newest = newestOf(NAMES, listed.entries).reverse();
      return { ...listed, seen: newest.map((one) => seenOf(one, listed)) };
    }),
    names: NAMES,
    isDenied: ({ Repeatability }) => textIn(Repeatability) === 'false',
    told: countByStatus,
    rerunOf: (_, InstanceId) => instanceRerun(client, { InstanceId, ProjectEnv }),
    failureOf: failureOfRun(client, { projectEnv: ProjectEnv, begunBy: action, secrets }),
    simple: simpleInstance,
    moved: movedBy(client, ProjectEnv),
  };
}
