import { actions } from '../../api/dataworks-2020-05-18';
import type { Stage } from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { waitFor, type Look, type Waited, type WaitLimits } from '../../once/waitFor';
import { bizDate, type BusinessDates } from '../../businessDates';
import type { ProjectEnv } from '../../fields/projectEnvOption';
import { failedRun } from './failedRun';
import { listInstances } from './listInstances';
import { stageOf } from './readInstance';

/** A run of a batch task that was started. Ids are exact, as text. */
export interface Run {
  projectId: string;
  projectEnv: ProjectEnv;
  nodeId: string;
  dates: BusinessDates;
  /** One for each business date. */
  dagIds: readonly string[];
  /** Texts that must not be shown of a log. */
  secrets: readonly string[];
}

/** A run as it is now. */
export interface SeenRun {
  ok: true;
  stage: Stage;
  /** The statuses and how many instances have each, e.g. "2 RUNNING, 1 NOT_RUN". */
  now: string;
  instances: JsonObject[];
  requestId: string;
  tries: number;
}

function countOf(instances: readonly JsonObject[]): string {
  const counts = new Map<string, number>();
  for (const { Status } of instances) {
    counts.set(String(Status), (counts.get(String(Status)) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

/** The instances of a run as far as there are any yet. */
export async function instancesOf(client: Client, run: Run) {
  const { projectId: ProjectId, projectEnv: ProjectEnv, dagIds } = run;
  const listed = await listInstances(client, {
    ProjectId,
    ProjectEnv,
    // One call for all dates; the API cannot list several DAGs at once.
    ...(dagIds.length === 1
      ? { DagId: dagIds[0] }
      : {
          NodeId: run.nodeId,
          BeginBizdate: bizDate(run.dates.first),
          EndBizdate: bizDate(run.dates.last),
        }),
  });
  if (!listed.ok) return listed;
  const instances = listed.instances.filter(({ DagId }) => dagIds.includes(String(DagId)));
  return { ...listed, instances };
}

function stageOfAll(dagIds: readonly string[], instances: readonly JsonObject[]): Stage {
  const stages = new Set(instances.map(stageOf));
  // Where one has failed, those that wait for it never begin.
  if (stages.has('failed')) return stages.has('under way') ? 'under way' : 'failed';
  const begun = new Set(instances.map(({ DagId }) => String(DagId)));
  const succeeded = stages.size === 1 && stages.has('succeeded');
  return succeeded && dagIds.every((dagId) => begun.has(dagId)) ? 'succeeded' : 'under way';
}

/** Looks at a run. */
export async function lookAtRun(client: Client, run: Run): Promise<SeenRun | Failure> {
  const listed = await instancesOf(client, run);
  if (!listed.ok) return listed;
  const { instances } = listed;
  return {
    ...listed,
    stage: stageOfAll(run.dagIds, instances),
    now: instances.length === 0 ? 'not begun' : countOf(instances),
  };
}

/**
 * Waits for the end of a run.
 * @param onLook gets what each look has seen
 * @returns what was seen last, or why it did not come to that; a failed run's failure has the end of
 * its log
 */
export async function waitForRun(
  client: Client,
  run: Run,
  limits: WaitLimits,
  onLook: (seen: SeenRun) => void,
): Promise<Waited<SeenRun> | Failure> {
  const look = async (): Promise<Look<SeenRun>> => {
    const seen = await lookAtRun(client, run);
    if (!seen.ok) return seen;
    onLook(seen);
    const { stage, now, tries } = seen;
    return stage === 'under way'
      ? { state: 'pending', now, tries }
      : { state: 'done', value: seen, tries };
  };
  const waited = await waitFor(client, actions.RunCycleDagNodes, limits, look);
  if (!waited.ok || waited.value.stage === 'succeeded') return waited;
  const { instances, requestId } = waited.value;
  return failedRun(client, {
    projectEnv: run.projectEnv,
    begunBy: actions.RunCycleDagNodes,
    failed: instances.filter((one) => stageOf(one) === 'failed'),
    requestId,
    tries: waited.calls,
    secrets: run.secrets,
  });
}
