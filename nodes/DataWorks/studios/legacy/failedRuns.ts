import type { Client } from '../../../alibabaCloud/client/call';
import { textIn } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2020-05-18';
import type { FailedRuns } from '../../flows/ports';
import { countByStatus, lookAtAll } from '../../runWords';
import {
  failureOfRun,
  instanceRerun,
  listInstances,
  movedBy,
  NAMES,
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
    lists: filters.map(
      (filter) => async () =>
        lookAtAll(
          NAMES,
          await listInstances(client, { ProjectId, ProjectEnv, OrderBy: NEWEST_FIRST, ...filter }),
        ),
    ),
    names: NAMES,
    isDenied: ({ Repeatability }) => textIn(Repeatability) === 'false',
    told: countByStatus,
    rerunOf: (_, InstanceId) => instanceRerun(client, { InstanceId, ProjectEnv }),
    failureOf: failureOfRun(client, { projectEnv: ProjectEnv, begunBy: action, secrets }),
    simple: simpleInstance,
    moved: movedBy(client, ProjectEnv),
  };
}
