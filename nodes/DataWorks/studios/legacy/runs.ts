import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  type JsonObject,
  numberIn,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2020-05-18';
import { bizDate, type BusinessDates } from '../../businessDates';
import type { RunIds, Runs } from '../../flows/ports';
import {
  failureOfRun,
  listInstances,
  movedBy,
  simpleInstance,
  stageOf,
  type ProjectEnv,
} from './instances';
import { instancesOf, lookAtRun, watchRun, type Run, type RunTarget } from './watchRun';

/** What a run is to be, checked. */
export interface RunRequest {
  /** `yesterdayIn` a time zone (IANA) is counted from when the run is begun. */
  dates: BusinessDates | { yesterdayIn: string };
  projectEnv: ProjectEnv;
  /** HH:mm:ss */
  bizBeginTime: string;
  bizEndTime: string;
  concurrentRuns: number;
  nodeParams: string | undefined;
  startFutureInstanceImmediately: boolean | undefined;
  runName: string | undefined;
}

/** The server accepts no clock that is further off. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

const ofNodeAndDates = ({ projectId, projectEnv, nodeId, dates }: Omit<Run, 'dagIds'>) => ({
  ProjectId: projectId,
  ProjectEnv: projectEnv,
  NodeId: nodeId,
  BeginBizdate: bizDate(dates.first),
  EndBizdate: bizDate(dates.last),
});

/**
 * Looks for a run by its Name: the API lists instances, which tell their DAG, and gives a DAG's Name.
 * @param names what earlier looks learnt: a DAG's Name never changes
 * @param since instances before this time are not its own; ms since 1970
 */
async function lookForRun(
  client: Client,
  run: Omit<Run, 'dagIds'>,
  name: string,
  names: Map<string, string>,
  since: number,
): Promise<RunIds | Failure> {
  const listed = await listInstances(client, ofNodeAndDates(run));
  if (!listed.ok) return listed;
  for (const { DagId, CreateTime } of listed.entries) {
    const dagId = textIn(DagId);
    if (names.has(dagId) || numberIn(CreateTime) < since - MAX_CLOCK_SKEW_MS) continue;
    const dag = await client.call(actions.GetDag, { DagId: dagId, ProjectEnv: run.projectEnv });
    if (!dag.ok) return dag;
    names.set(dagId, textIn(isJsonObject(dag.body.Data) ? dag.body.Data.Name : undefined));
  }
  const dates = new Map(listed.entries.map((one) => [textIn(one.DagId), numberIn(one.Bizdate)]));
  const dateOf = (id: string) => dates.get(id) ?? 0;
  const runIds = [...names].filter(([, one]) => one === name).map(([id]) => id);
  // As the reply that was lost had them.
  return { ok: true, runIds: runIds.sort((one, other) => dateOf(one) - dateOf(other)) };
}

/**
 * Stops the instances of a run that are under way. Those that wait for them do not begin then.
 * @param client one that sends after a cancel
 * @param seen the instances of the last look: they are stopped before anything else is asked
 * @returns a sentence on what was done
 */
async function stopRun(client: Client, run: Run, seen: readonly JsonObject[]): Promise<string> {
  const stopped = new Map<string, boolean>();
  const stop = async (instances: readonly JsonObject[]) => {
    const ids = instances
      .filter((one) => stageOf(one) === 'under way')
      .map(({ InstanceId }) => textIn(InstanceId))
      .filter((id) => !stopped.has(id));
    await Promise.all(
      ids.map(async (InstanceId) => {
        const { projectEnv: ProjectEnv } = run;
        const outcome = await client.call(actions.StopInstance, { InstanceId, ProjectEnv });
        stopped.set(InstanceId, outcome.ok);
      }),
    );
  };
  await stop(seen);
  // Since the last look one may have ended and the next begun.
  const now = await instancesOf(client, run);
  if (now.ok) await stop(now.instances);

  const goOn = now.ok
    ? now.instances.filter(
        (one) => stageOf(one) === 'under way' && stopped.get(textIn(one.InstanceId)) !== true,
      )
    : [];
  const count = [...stopped.values()].filter(Boolean).length;
  const done = `${count} running ${count === 1 ? 'instance was' : 'instances were'} stopped.`;
  return goOn.length === 0 ? done : `${done} ${goOn.length} could not be stopped.`;
}

/** RunCycleDagNodes, which has no ClientToken: a run is found again by the token in its Name. */
export function nodeRuns(client: Client, target: RunTarget, request: RunRequest): Runs {
  const action = actions.RunCycleDagNodes;
  const { projectId, nodeId, secrets } = target;
  const { projectEnv, runName, concurrentRuns, nodeParams } = request;
  const nameOf = (token: string) => (runName === undefined ? token : `${runName} ${token}`);
  const runOf = (dates: BusinessDates, dagIds: readonly string[]): Run => ({
    ...target,
    projectEnv,
    dates,
    dagIds,
  });
  const isParallel = concurrentRuns > 1;
  return {
    action,
    unit: { action: action.name, projectId, nodeId, ...request },
    dates: request.dates,
    start: (dates, token) =>
      client.call(action, {
        ProjectEnv: projectEnv,
        Name: nameOf(token),
        RootNodeId: nodeId,
        IncludeNodeIds: nodeId,
        StartBizDate: bizDate(dates.first),
        EndBizDate: bizDate(dates.last),
        BizBeginTime: request.bizBeginTime,
        BizEndTime: request.bizEndTime,
        Parallelism: isParallel,
        ConcurrentRuns: isParallel ? concurrentRuns : undefined,
        NodeParams: nodeParams === undefined ? undefined : JSON.stringify({ [nodeId]: nodeParams }),
        StartFutureInstanceImmediately: request.startFutureInstanceImmediately,
      }),
    runIdsIn: ({ Data: data }) => (Array.isArray(data) ? data.map(textIn) : undefined),
    finder(dates, token) {
      const names = new Map<string, string>();
      const run = { ...target, projectEnv, dates };
      return (since) => lookForRun(client, run, nameOf(token), names, since);
    },
    lookAt: (dates, dagIds) => lookAtRun(client, runOf(dates, dagIds)),
    watch: (dates, dagIds) => watchRun(client, runOf(dates, dagIds)),
    failureOf: failureOfRun(client, { projectEnv, begunBy: action, secrets }),
    stop: (dates, dagIds, seen) => stopRun(client.afterCancel(), runOf(dates, dagIds), seen),
    replyFor: (dates, dagIds, RequestId) => ({
      Success: true,
      RequestId,
      Data: dagIds.map(exactId),
      NodeId: exactId(nodeId),
      StartBizDate: dates.first,
      EndBizDate: dates.last,
    }),
    simple: simpleInstance,
    moved: movedBy(client, projectEnv),
  };
}
