import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  type JsonObject,
  pick,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { damagedReply, noted, refusedIn, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import { instanceStages } from '../../api/dataworks-2024-05-18/states';
import type { HarmlessWrite, Rerun, SeenInstance, SeenRun, StateChange } from '../../flows/ports';
import { readPages, type Until } from '../../once/pages';
import type { PollingClient } from '../../once/waitFor';
import { endOf, lookAt, runFailure, withMoved, type FailedInstances } from '../../runWords';

/** EnvType and ProjectEnv of the API. */
export type Environment = 'Prod' | 'Dev';

/** What the state of an instance means for someone who waits for its end. */
export const stageOf = ({ Status }: JsonObject) => instanceStages[textIn(Status)] ?? 'under way';

/** An instance with what its state means: by the API alone one has to know the words. */
export const withEnd = (instance: JsonObject) => endOf(stageOf(instance));

/** What users of an instance look at first; by the API's names. */
const ESSENTIAL = [
  'Id',
  'TaskId',
  'TaskName',
  'Status',
  'Bizdate',
  'TriggerTime',
  'StartedTime',
  'FinishedTime',
  'RunNumber',
  'WorkflowInstanceId',
  'WorkflowInstanceType',
];

/** An instance of GetTaskInstance or ListTaskInstances, less what is seldom looked at. */
export const simpleInstance = (instance: JsonObject): JsonObject => pick(instance, ESSENTIAL);

/** What instances are known by. */
export const NAMES = {
  id: 'Id',
  task: 'TaskId',
  time: 'TriggerTime',
  attempt: ['RunNumber', 'FinishedTime'],
  stageOf,
};

/** An instance as GetTaskInstance gives it. */
export interface ReadInstance extends SeenInstance {
  /** The reply. */
  body: JsonObject;
}

/** Reads an instance. @param id exact, as text */
export async function readInstance(client: Client, id: string): Promise<ReadInstance | Failure> {
  const outcome = await client.call(actions.GetTaskInstance, { Id: id });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const { TaskInstance: instance } = body;
  if (!isJsonObject(instance)) {
    return damagedReply(actions.GetTaskInstance, 'The reply has no TaskInstance', outcome);
  }
  return { body, ...lookAt(NAMES, instance, { requestId: requestIdOf(body), tries }) };
}

/** ListTaskInstances' parameters, less those of paging. Bizdate is required. */
export type InstanceFilter = Omit<
  ActionParameters<typeof actions.ListTaskInstances>,
  'PageNumber' | 'PageSize'
>;

/** Smaller pages are refused by some lists of this version. */
const LEAST_PAGE = 10;

/** Lists the instances of one business date, page after page, until no more is wanted. */
export async function listInstances(client: Client, filter: InstanceFilter, until?: Until) {
  const action = actions.ListTaskInstances;
  return await readPages(
    {
      action,
      read: (PageNumber, pageSize) =>
        client.call(action, { ...filter, PageNumber, PageSize: Math.max(pageSize, LEAST_PAGE) }),
      at: ['PagingInfo', 'TaskInstances'],
      idOf: ({ Id }) => textIn(Id),
    },
    until,
  );
}

async function readLog(client: Client, { Id }: JsonObject) {
  const outcome = await client.call(actions.GetTaskInstanceLog, { Id: textIn(Id) });
  return outcome.ok ? outcome.body.TaskInstanceLog : undefined;
}

/** What an instance that has ended moved, by its log. */
export const movedBy = (client: Client) => (instance: JsonObject) =>
  withMoved(instance, () => readLog(client, instance));

/** The failure of a run with the end of the log of its first failed instance, where it can be read. */
async function failedRun(
  client: Client,
  { instances, ...run }: Omit<FailedInstances, 'failed' | 'log'> & { instances: JsonObject[] },
): Promise<Failure> {
  return runFailure({
    ...run,
    failed: instances.map(({ Id, Status }) => ({ id: Id, status: Status })),
    log: await readLog(client, instances[0] ?? {}),
  });
}

/** The failure of a run of which some instances have failed. */
export const failureOfRun =
  (client: Client, run: Pick<FailedInstances, 'begunBy' | 'secrets'>) =>
  ({ instances, requestId }: SeenRun, tries: number): Promise<Failure> =>
    failedRun(client, {
      ...run,
      instances: instances.filter((one) => stageOf(one) === 'failed'),
      requestId,
      tries,
    });

/** The reply of a batch operation that did it for one instance. */
const replyFor =
  (id: string) =>
  (RequestId: string): JsonObject => ({ RequestId, SuccessInfo: { [id]: { Success: true } } });

/** The actions that change instances: many at once, each with a result of its own. */
type BatchAction = (typeof actions)[
  | 'RerunTaskInstances'
  | 'ResumeTaskInstances'
  | 'SetSuccessTaskInstances'
  | 'StopTaskInstances'
  | 'SuspendTaskInstances'];

/** What a batch operation says of one of its instances. */
function ownResult(action: BatchAction, outcome: Outcome, id: string): Outcome {
  if (!outcome.ok) return outcome;
  const { SuccessInfo: results } = outcome.body;
  const result = isJsonObject(results) && Object.hasOwn(results, id) ? results[id] : undefined;
  if (!isJsonObject(result))
    return damagedReply(action, `The reply has no result for ${id}`, outcome);
  return textIn(result.Success) === 'false'
    ? refusedIn(action, `${id}: ${cleanServerText(textIn(result.Message ?? 'no'))}`, outcome)
    : { ...outcome, body: { ...outcome.body, SuccessInfo: { [id]: result } } };
}

/** Sends a batch operation for one instance, in one call with those of other items that are equal. */
async function sendFor(
  client: PollingClient,
  action: BatchAction,
  id: string,
  parameters: Omit<ActionParameters<typeof actions.RerunTaskInstances>, 'Ids'>,
): Promise<Outcome> {
  const outcome = await client.join(JSON.stringify([action.name, parameters]), id, (ids) =>
    client.call(action, { ...parameters, Ids: ids.map(exactId) }),
  );
  return ownResult(action, outcome, id);
}

/** By 2020-05-18 a stop shows some seconds later; of this version nobody says. */
const STOP_SHOWS_AFTER_MS = 30_000;

/** StopTaskInstances or SetSuccessTaskInstances for one instance. */
export function instanceChange(
  client: PollingClient,
  id: string,
  action: typeof actions.StopTaskInstances | typeof actions.SetSuccessTaskInstances,
  comment: string | undefined,
): StateChange {
  const isStop = action === actions.StopTaskInstances;
  const wished = isStop ? ['failed', 'succeeded'] : ['succeeded'];
  return {
    action,
    unit: { Id: id },
    ...(isStop
      ? { done: 'stopped', accepted: 'stopping', showsAfterMs: STOP_SHOWS_AFTER_MS }
      : { done: 'set to successful' }),
    send: () => sendFor(client, action, id, { Comment: comment }),
    async look() {
      const read = await readInstance(client, id);
      return read.ok ? { ...read, reached: wished.includes(read.stage) } : read;
    },
    replyFor: replyFor(id),
    knowsUnchanged: false,
  };
}

/** SuspendTaskInstances or ResumeTaskInstances for one instance: no status tells of either. */
export function instanceSuspension(
  client: PollingClient,
  id: string,
  action: typeof actions.SuspendTaskInstances | typeof actions.ResumeTaskInstances,
  comment: string | undefined,
): HarmlessWrite {
  let wasLost = false;
  return {
    action,
    async send() {
      const outcome = await sendFor(client, action, id, { Comment: comment });
      if (outcome.ok) return outcome;
      const isAnswer = wasLost && outcome.kind === 'refused';
      wasLost ||= outcome.mayHaveActed;
      return isAnswer
        ? noted(outcome, 'a try before it, whose reply was lost, may have done it')
        : outcome;
    },
    replyFor: replyFor(id),
  };
}

/** How an instance is run again. */
export interface RerunChanges {
  comment?: string | undefined;
  useLatestConfig?: boolean | undefined;
}

/** RerunTaskInstances for one instance. */
export function instanceRerun(
  client: PollingClient,
  id: string,
  { comment, useLatestConfig }: RerunChanges = {},
): Rerun {
  const action = actions.RerunTaskInstances;
  return {
    action,
    unit: { Id: id, ...(useLatestConfig === undefined ? {} : { useLatestConfig }) },
    send: () => sendFor(client, action, id, { Comment: comment, UseLatestConfig: useLatestConfig }),
    look: () => readInstance(client, id),
    failureOf: ({ instance, requestId }, tries) =>
      failedRun(client, { begunBy: action, instances: [instance], requestId, tries, secrets: [] }),
    stop: () => sendFor({ ...client, ...client.afterCancel() }, actions.StopTaskInstances, id, {}),
    replyFor: replyFor(id),
    simple: simpleInstance,
    moved: movedBy(client),
  };
}
