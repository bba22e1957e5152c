import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  type JsonObject,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { damagedReply, inDoubt, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2024-05-18';
import { listIn } from '../../once/pages';
import { BACKFILL, creationStages } from '../../api/dataworks-2024-05-18/states';
import { beginOfDate, datesFrom, type BusinessDates } from '../../businessDates';
import type { RunIds, Runs } from '../../flows/ports';
import type { Journal } from '../../once/journal';
import { waitFor, type Look, type PollingClient } from '../../once/waitFor';
import { failureOfRun, movedBy, simpleInstance, stageOf, type Environment } from './instances';
import type { NodeTask } from './nodeTask';
import type { NodeReference } from './readNodes';
import { lookAtRun, watchRun, type Run } from './watchRun';

/** What a run is to be, checked. */
export interface RunRequest {
  /** `yesterdayIn` a time zone (IANA) is counted from when the run is begun. */
  dates: BusinessDates | { yesterdayIn: string };
  /** Where business dates begin, IANA. */
  timeZone: string;
  environment: Environment;
  /** HH:mm:ss; only with the other. */
  startTime: string | undefined;
  endTime: string | undefined;
  /** How many dates run at the same time, 1 to 10. */
  parallelism: number;
  /** `a=b c=d` */
  taskParameters: string | undefined;
  runName: string | undefined;
}

/** The workflow that every task on a schedule has where it is in none. */
const NO_WORKFLOW = '1';

/** How long the creation of a run is looked at. No source says how long it takes. */
const CREATION = { shortestMs: 2_000, longestMs: 30_000, deadlineMs: 10 * 60_000 };

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(textIn) : []);

/** How far the creation of a run is, and the ids of what it made. */
async function lookAtCreation(client: Client, OperationId: string): Promise<Look<string[]>> {
  const action = actions.GetCreateWorkflowInstancesResult;
  const outcome = await client.call(action, { OperationId });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const result = isJsonObject(body.Result) ? body.Result : {};
  const status = textIn(result.Status);
  const stage = creationStages[status] ?? 'under way';
  if (stage === 'under way') return { state: 'pending', now: cleanServerText(status), tries };
  if (stage === 'succeeded') {
    const ids = idsIn(result.WorkflowInstanceIds);
    return ids.length > 0
      ? { state: 'done', value: ids, tries }
      : damagedReply(action, 'The reply has no Result.WorkflowInstanceIds', outcome);
  }
  return {
    ok: false,
    kind: 'refused',
    action: actions.CreateWorkflowInstances,
    detail: cleanServerText(textIn(result.FailureMessage ?? status)),
    requestId: cleanServerText(requestIdOf(body)),
    httpStatus: 200,
    tries,
    mayHaveActed: false,
    resent: false,
  };
}

/** CreateWorkflowInstances, which has no ClientToken: a run is found again by the token in its Name. */
export function nodeRuns(
  client: PollingClient,
  journal: Journal,
  node: NodeReference & Pick<NodeTask, 'taskId' | 'secrets'>,
  request: RunRequest,
): Runs {
  const action = actions.CreateWorkflowInstances;
  const { projectId, nodeId, taskId, secrets } = node;
  const { environment, timeZone, parallelism, runName, taskParameters } = request;
  const { startTime: StartTime, endTime: EndTime } = request;
  const nameOf = (token: string) => (runName === undefined ? token : `${runName} ${token}`);
  const runOf = (dates: BusinessDates, runIds: readonly string[]): Run => ({
    projectId,
    environment,
    timeZone,
    taskId,
    dates,
    runIds,
    isSequential: parallelism === 1,
  });

  const create = (dates: BusinessDates, token: string) =>
    client.call(action, {
      ProjectId: projectId,
      Type: BACKFILL,
      WorkflowId: NO_WORKFLOW,
      EnvType: environment,
      Name: nameOf(token),
      Periods: {
        BizDates: [{ StartBizDate: dates.first, EndBizDate: dates.last }],
        ...(StartTime === undefined || EndTime === undefined ? {} : { StartTime, EndTime }),
      },
      DefaultRunProperties: {
        Mode: 'ManualSelection',
        RootTaskIds: [exactId(taskId)],
        Parallelism: parallelism,
        Analysis: { Enabled: false, Blocked: false },
      },
      TaskParameters:
        taskParameters === undefined ? undefined : JSON.stringify({ [taskId]: taskParameters }),
    });

  async function start(dates: BusinessDates, token: string): Promise<Outcome> {
    // What an earlier creation of this unit made is known by its own ids.
    journal.note(token, null);
    const begun = await create(dates, token);
    if (!begun.ok) return begun;
    const { OperationId } = begun.body;
    if (typeof OperationId !== 'string' || OperationId === '') {
      return damagedReply(action, 'The reply has no OperationId', begun);
    }
    journal.note(token, OperationId);
    const made = await waitFor(client, action, CREATION, () => lookAtCreation(client, OperationId));
    // What went wrong with a look leaves open what becomes of the creation.
    if (!made.ok) return made.action === action ? made : { ...made, action, mayHaveActed: true };
    return { ...begun, body: { ...begun.body, WorkflowInstanceIds: made.value.map(exactId) } };
  }

  /** The ids of a date's runs with the token in their name. */
  async function namedOn(date: string, token: string): Promise<string[] | Failure> {
    const list = actions.ListWorkflowInstances;
    const outcome = await client.call(list, {
      ProjectId: projectId,
      EnvType: environment,
      BizDate: beginOfDate(timeZone, date),
      Type: BACKFILL,
      Name: token,
      PageSize: 100,
    });
    if (!outcome.ok) return outcome;
    const listed = listIn(list, outcome, ['PagingInfo', 'WorkflowInstances']);
    if (!listed.ok) return listed;
    return listed.entries
      .filter(({ Name }) => textIn(Name).includes(token))
      .map(({ Id }) => textIn(Id));
  }

  /** Looks for a run by its name: at its first and its last date, and at all others once it is there. */
  async function findByName(dates: BusinessDates, token: string): Promise<RunIds | Failure> {
    const ends = [...new Set([dates.first, dates.last])];
    const between = datesFrom(dates).slice(1, -1);
    const runIds: string[] = [];
    for (const some of [ends, between]) {
      for (const date of some) {
        const ids = await namedOn(date, token);
        if (!Array.isArray(ids)) return ids;
        runIds.push(...ids);
      }
      if (runIds.length === 0) break;
    }
    return { ok: true, runIds };
  }

  /** Where the creation is known, it tells more than any list. */
  async function find(dates: BusinessDates, token: string): Promise<RunIds | Failure> {
    const operationId = journal.noteOf(token);
    if (typeof operationId !== 'string') return findByName(dates, token);
    const look = await lookAtCreation(client, operationId);
    if (!('state' in look)) {
      const isNothing = look.action === action && !look.mayHaveActed;
      return isNothing ? { ok: true, runIds: [] } : look;
    }
    return look.state === 'done'
      ? { ok: true, runIds: look.value }
      : inDoubt(action, `the run is still being created (${look.now})`);
  }

  /** Stops what is not over, the dates that have not begun among it. */
  async function stop(runIds: readonly string[], seen: readonly JsonObject[]): Promise<string> {
    const isOver = (id: string) => {
      const own = seen.filter(({ WorkflowInstanceId }) => textIn(WorkflowInstanceId) === id);
      return own.length > 0 && own.every((one) => ['succeeded', 'failed'].includes(stageOf(one)));
    };
    const ids = runIds.filter((id) => !isOver(id));
    if (ids.length === 0) return 'Nothing was left to be stopped.';
    const outcome = await client
      .afterCancel()
      .call(actions.StopWorkflowInstances, { Ids: ids.map(exactId) });
    const results =
      outcome.ok && isJsonObject(outcome.body.SuccessInfo) ? outcome.body.SuccessInfo : {};
    const count = ids.filter((id) => {
      const result = results[id];
      return isJsonObject(result) && result.Success !== false;
    }).length;
    const done = `${count} ${count === 1 ? 'date' : 'dates'} of the run ${count === 1 ? 'was' : 'were'} stopped.`;
    return count === ids.length ? done : `${done} ${ids.length - count} could not be stopped.`;
  }

  return {
    action,
    unit: { action: action.name, projectId, nodeId, ...request },
    dates: request.dates,
    start,
    runIdsIn: ({ WorkflowInstanceIds: ids }) => idsIn(ids),
    finder: (dates, token) => () => find(dates, token),
    lookAt: (dates, runIds) => lookAtRun(client, runOf(dates, runIds)),
    watch: (dates, runIds) => watchRun(client, runOf(dates, runIds)),
    failureOf: failureOfRun(client, { begunBy: action, secrets }),
    stop: (_, runIds, seen) => stop(runIds, seen),
    replyFor: (dates, runIds, RequestId) => ({
      RequestId,
      WorkflowInstanceIds: runIds.map(exactId),
      NodeId: exactId(nodeId),
      TaskId: exactId(taskId),
      StartBizDate: dates.first,
      EndBizDate: dates.last,
    }),
    simple: simpleInstance,
    moved: movedBy(client),
  };
}
