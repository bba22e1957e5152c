import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { UnitMemory } from '../../once/journal';
import { bizDate, countOfDates, type BusinessDates } from '../../businessDates';
import type { RunWish } from '../../fields/runFields';
import { actOnce, type Acted } from '../../once/writeOnce';
import { attemptsOf, withAttempt } from '../../once/attempts';
import { findRun } from './findRun';

/** A run that is to be started. Ids are exact, as text. */
export interface RunOrder {
  projectId: string;
  nodeId: string;
  wish: RunWish;
  dates: BusinessDates;
  /** The unit of work. It stands in the Name of the run, so that the run can be found by it. */
  token: string;
}

const DAGS = ',';

/** The DAG ids of the run that a unit of work started last; `[]` when there is none. */
export function lastRun(remembered: string | undefined): string[] {
  return attemptsOf(remembered).at(-1)?.split(DAGS) ?? [];
}

/**
 * Starts a run by RunCycleDagNodes. It has no ClientToken: where a reply was lost, the run is looked
 * for by its Name.
 * @returns what to remember of the unit of work; `lastRun` reads it
 */
export function startRun(
  client: Client,
  memory: UnitMemory,
  { projectId, nodeId, wish, dates, token }: RunOrder,
): Promise<Acted | Failure> {
  const earlier = memory.madeBy(token);
  const known = new Set(attemptsOf(earlier).flatMap((run) => run.split(DAGS)));
  const made = (dagIds: readonly string[]) => {
    const ours = dagIds.filter((dagId) => !known.has(dagId));
    return ours.length === 0 ? undefined : withAttempt(earlier, ours.join(DAGS));
  };
  const name = wish.runName === undefined ? token : `${wish.runName} ${token}`;
  const several = wish.concurrentRuns > 1;
  return actOnce(client, memory, actions.RunCycleDagNodes, {
    token,
    send: () =>
      client.call(actions.RunCycleDagNodes, {
        ProjectEnv: wish.projectEnv,
        Name: name,
        RootNodeId: nodeId,
        IncludeNodeIds: nodeId,
        StartBizDate: bizDate(dates.first),
        EndBizDate: bizDate(dates.last),
        BizBeginTime: wish.bizBeginTime,
        BizEndTime: wish.bizEndTime,
        Parallelism: several,
        ConcurrentRuns: several ? wish.concurrentRuns : undefined,
        NodeParams:
          wish.nodeParams === undefined ? undefined : JSON.stringify({ [nodeId]: wish.nodeParams }),
        StartFutureInstanceImmediately: wish.startFutureInstanceImmediately,
      }),
    read: ({ Data: data }) => (Array.isArray(data) ? made(data.map(String)) : undefined),
    async find() {
      const found = await findRun(client, {
        projectId,
        projectEnv: wish.projectEnv,
        nodeId,
        dates,
        count: known.size + countOfDates(dates),
        name,
        since: memory.unsureSince(token) ?? 0,
      });
      return found.ok ? { ok: true, made: made(found.dagIds) } : found;
    },
  });
}
