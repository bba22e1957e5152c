import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { waitFor, type Look } from '../../once/waitFor';
import { bizDate, type BusinessDates } from '../../businessDates';
import type { ProjectEnv } from '../../fields/projectEnvOption';
import { listInstances } from './listInstances';

/** A run whose reply was lost. Ids are exact, as text. */
export interface LostRun {
  projectId: string;
  projectEnv: ProjectEnv;
  nodeId: string;
  dates: BusinessDates;
  /** How many DAGs it has: one for each business date. */
  count: number;
  /** Its Name, which no other has. */
  name: string;
  /** Instances before this time are not its own; ms since 1970. */
  since: number;
}

/** The instances of a new run can be there a little later than the run. */
const PATIENCE = { shortestMs: 5_000, longestMs: 5_000, deadlineMs: 10_000 };
/** The server accepts no clock that is further off. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

/**
 * Looks for a run by its Name: the API lists instances, which tell their DAG, and gives a DAG's Name.
 * @returns the DAG ids, `[]` when there is no such run
 */
export async function findRun(
  client: Client,
  run: LostRun,
): Promise<{ ok: true; dagIds: string[] } | Failure> {
  const names = new Map<string, string>();
  const found = () => [...names].filter(([, name]) => name === run.name).map(([dagId]) => dagId);

  const look = async (): Promise<Look<string[]>> => {
    const listed = await listInstances(client, {
      ProjectId: run.projectId,
      ProjectEnv: run.projectEnv,
      NodeId: run.nodeId,
      BeginBizdate: bizDate(run.dates.first),
      EndBizdate: bizDate(run.dates.last),
    });
    if (!listed.ok) return listed;
    let { tries } = listed;
    for (const { DagId, CreateTime } of listed.instances) {
      const dagId = String(DagId);
      if (names.has(dagId) || Number(CreateTime) < run.since - MAX_CLOCK_SKEW_MS) continue;
      const dag = await client.call(actions.GetDag, { DagId: dagId, ProjectEnv: run.projectEnv });
      if (!dag.ok) return dag;
      tries += dag.tries;
      const name = isJsonObject(dag.body.Data) ? dag.body.Data.Name : undefined;
      names.set(dagId, String(name));
    }
    return found().length >= run.count
      ? { state: 'done', value: found(), tries }
      : { state: 'pending', now: `${found().length} of ${run.count} found`, tries };
  };
  const waited = await waitFor(client, actions.GetDag, PATIENCE, look);
  if (!waited.ok && waited.kind !== 'deadline') return waited;
  return { ok: true, dagIds: found() };
}
