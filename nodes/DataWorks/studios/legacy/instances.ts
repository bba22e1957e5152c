import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, pick, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { damagedReply, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action, ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { instanceStages } from '../../api/dataworks-2020-05-18/states';
import type { Rerun, SeenInstance, StateChange } from '../../flows/ports';
import { readPages, type Until } from '../../once/pages';
import { runFailure } from '../../runWords';

/** The environment of a workspace's scheduler (ProjectEnv). */
export type ProjectEnv = 'PROD' | 'DEV';

/** An instance, by the API's parameter names. The id as text of its digits. */
export interface InstanceReference {
  InstanceId: string;
  ProjectEnv: ProjectEnv;
}

/** What the state of an instance means for someone who waits for its end. */
export const stageOf = ({ Status }: JsonObject) => instanceStages[String(Status)] ?? 'under way';

/** What users of an instance look at first; by the API's names. */
const ESSENTIAL = [
  'InstanceId',
  'NodeId',
  'NodeName',
  'Status',
  'Bizdate',
  'CycTime',
  'BeginRunningTime',
  'FinishTime',
  'DagId',
  'TaskRerunTime',
];

/** An instance of GetInstance or ListInstances, less what is seldom looked at. */
export const simpleInstance = (instance: JsonObject): JsonObject => pick(instance, ESSENTIAL);

/** An instance as GetInstance gives it. */
export interface ReadInstance extends SeenInstance {
  /** The reply. */
  body: JsonObject;
}

/** Reads an instance. */
export async function readInstance(
  client: Client,
  reference: InstanceReference,
): Promise<ReadInstance | Failure> {
  const outcome = await client.call(actions.GetInstance, { ...reference });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const { Data: instance } = body;
  if (!isJsonObject(instance)) {
    return damagedReply(actions.GetInstance, 'The reply has no Data', outcome);
  }
  const { TaskRerunTime: count, FinishTime: end } = instance;
  return {
    ok: true,
    body,
    instance,
    stage: stageOf(instance),
    attempt: [String(count ?? ''), String(end ?? '')],
    now: cleanServerText(String(instance.Status)),
    requestId: requestIdOf(body),
    tries,
  };
}

/** ListInstances' parameters, less those of paging. */
export type InstanceFilter = Omit<
  ActionParameters<typeof actions.ListInstances>,
  'PageNumber' | 'PageSize'
>;

/** Lists instances, page after page, until there is nothing new or no more is wanted. */
export async function listInstances(client: Client, filter: InstanceFilter, until?: Until) {
  const action = actions.ListInstances;
  return await readPages(
    {
      action,
      read: (PageNumber, PageSize) => client.call(action, { ...filter, PageNumber, PageSize }),
      entriesIn({ Data: data }) {
        const { Instances: instances, TotalCount: total } = isJsonObject(data) ? data : {};
        const entries = Array.isArray(instances) ? instances.filter(isJsonObject) : [];
        return { entries, total: Number(total ?? 0) };
      },
      idOf: ({ InstanceId }) => String(InstanceId),
    },
    until,
  );
}

/** A run that ended without success, among others perhaps. */
export interface FailedRun {
  projectEnv: ProjectEnv;
  /** The operation that began it: what did not happen, in messages. */
  begunBy: Action;
  /** As the API gives them; at least one. */
  failed: readonly JsonObject[];
  requestId: string;
  /** Calls that were spent on looking. */
  tries: number;
  /** Texts that must not be shown. */
  secrets: readonly string[];
}

/** The failure of a run with the end of the log of its first failed instance, where it can be read. */
export async function failedRun(client: Client, run: FailedRun): Promise<Failure> {
  const { projectEnv, begunBy, failed, requestId, tries, secrets } = run;
  const outcome = await client.call(actions.GetInstanceLog, {
    InstanceId: String(failed[0]?.InstanceId),
    ProjectEnv: projectEnv,
  });
  return runFailure({
    begunBy,
    failed: failed.map(({ InstanceId, Status }) => ({ id: InstanceId, status: Status })),
    log: outcome.ok ? outcome.body.Data : undefined,
    requestId,
    tries,
    secrets,
  });
}

const replyFor = (RequestId: string): JsonObject => ({ Success: true, RequestId, Data: true });

/** An instance that was stopped is in FAILURE some seconds later. Source: docs/live-evidence.md. */
const STOP_SHOWS_AFTER_MS = 30_000;

/** StopInstance or SetSuccessInstance. */
export function instanceChange(
  client: Client,
  instance: InstanceReference,
  action: typeof actions.StopInstance | typeof actions.SetSuccessInstance,
): StateChange {
  const isStop = action === actions.StopInstance;
  const wished = isStop ? ['failed', 'succeeded'] : ['succeeded'];
  return {
    action,
    unit: { ...instance },
    ...(isStop
      ? { done: 'stopped', accepted: 'stopping', showsAfterMs: STOP_SHOWS_AFTER_MS }
      : { done: 'set to successful' }),
    send: () => client.call(action, { ...instance }),
    async look() {
      const read = await readInstance(client, instance);
      return read.ok ? { ...read, reached: wished.includes(read.stage) } : read;
    },
    replyFor,
    knowsUnchanged: false,
  };
}

/** RestartInstance. */
export function instanceRerun(client: Client, instance: InstanceReference): Rerun {
  const action = actions.RestartInstance;
  return {
    action,
    unit: { ...instance },
    send: () => client.call(action, { ...instance }),
    look: () => readInstance(client, instance),
    failureOf: ({ instance: failed, requestId }, tries) =>
      failedRun(client, {
        projectEnv: instance.ProjectEnv,
        begunBy: action,
        failed: [failed],
        requestId,
        tries,
        secrets: [],
      }),
    stop: () => client.afterCancel().call(actions.StopInstance, { ...instance }),
    replyFor,
    simple: simpleInstance,
  };
}
