import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  pick,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import { damagedReply, noted, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import { instanceStages } from '../../api/dataworks-2024-05-18/states';
import type { HarmlessWrite, Rerun, SeenInstance, StateChange } from '../../flows/ports';
import { readPages, type Until } from '../../once/pages';
import { runFailure, type FailedInstances } from '../../runWords';

/** EnvType and ProjectEnv of the API. */
export type Environment = 'Prod' | 'Dev';

/** What the state of an instance means for someone who waits for its end. */
export const stageOf = ({ Status }: JsonObject) => instanceStages[String(Status)] ?? 'under way';

/** An instance with what its state means: by the API alone one has to know the words. */
export function withEnd(instance: JsonObject) {
  const stage = stageOf(instance);
  const Succeeded = stage === 'succeeded';
  return { Ended: Succeeded || stage === 'failed', Succeeded };
}

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
  const { RunNumber: number, FinishedTime: end } = instance;
  return {
    ok: true,
    body,
    instance,
    stage: stageOf(instance),
    attempt: [String(number ?? ''), String(end ?? '')],
    now: cleanServerText(String(instance.Status)),
    requestId: requestIdOf(body),
    tries,
  };
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
      entriesIn({ PagingInfo: paging }) {
        const { TaskInstances: instances, TotalCount: total } = isJsonObject(paging) ? paging : {};
        const entries = Array.isArray(instances) ? instances.filter(isJsonObject) : [];
        return { entries, total: Number(total ?? 0) };
      },
      idOf: ({ Id }) => String(Id),
    },
    until,
  );
}

/** The failure of a run with the end of the log of its first failed instance, where it can be read. */
export async function failedRun(
  client: Client,
  { instances, ...run }: Omit<FailedInstances, 'failed' | 'log'> & { instances: JsonObject[] },
): Promise<Failure> {
  const outcome = await client.call(actions.GetTaskInstanceLog, { Id: String(instances[0]?.Id) });
  return runFailure({
    ...run,
    failed: instances.map(({ Id, Status }) => ({ id: Id, status: Status })),
    log: outcome.ok ? outcome.body.TaskInstanceLog : undefined,
  });
}

/** The reply of a batch operation that did it for one instance. */
const replyFor =
  (id: string) =>
  (RequestId: string): JsonObject => ({ RequestId, SuccessInfo: { [id]: { Success: true } } });

/** A batch operation sends one id: its own result tells whether that was done. */
const idsOf = (id: string, comment: string | undefined) => ({
  Ids: [exactId(id)],
  Comment: comment,
});

/** By 2020-05-18 a stop shows some seconds later; of this version nobody says. */
const STOP_SHOWS_AFTER_MS = 30_000;

/** StopTaskInstances or SetSuccessTaskInstances for one instance. */
export function instanceChange(
  client: Client,
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
    send: () => client.call(action, idsOf(id, comment)),
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
  client: Client,
  id: string,
  action: typeof actions.SuspendTaskInstances | typeof actions.ResumeTaskInstances,
  comment: string | undefined,
): HarmlessWrite {
  let wasLost = false;
  return {
    action,
    async send() {
      const outcome = await client.call(action, idsOf(id, comment));
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

/** RerunTaskInstances for one instance. */
export function instanceRerun(
  client: Client,
  id: string,
  {
    comment,
    useLatestConfig,
  }: { comment?: string | undefined; useLatestConfig?: boolean | undefined } = {},
): Rerun {
  const action = actions.RerunTaskInstances;
  return {
    action,
    unit: { Id: id, ...(useLatestConfig === undefined ? {} : { useLatestConfig }) },
    send: () => client.call(action, { ...idsOf(id, comment), UseLatestConfig: useLatestConfig }),
    look: () => readInstance(client, id),
    failureOf: ({ instance, requestId }, tries) =>
      failedRun(client, { begunBy: action, instances: [instance], requestId, tries, secrets: [] }),
    stop: () => client.afterCancel().call(actions.StopTaskInstances, idsOf(id, undefined)),
    replyFor: replyFor(id),
    simple: simpleInstance,
  };
}
