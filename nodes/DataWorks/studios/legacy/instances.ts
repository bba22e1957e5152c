import type { Client } from '../../../alibabaCloud/client/call';
import {
  isJsonObject,
  type JsonObject,
  pick,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { damagedReply, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { Action, ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { instanceStages } from '../../api/dataworks-2020-05-18/states';
import type { Rerun, SeenInstance, SeenRun, StateChange } from '../../flows/ports';
import { readPages, type Until } from '../../once/pages';
import { endOf, lookAt, runFailure, withMoved } from '../../runWords';

/** The environment of a workspace's scheduler (ProjectEnv). */
export type ProjectEnv = 'PROD' | 'DEV';

/** An instance, by the API's parameter names. The id as text of its digits. */
export interface InstanceReference {
  InstanceId: string;
  ProjectEnv: ProjectEnv;
}

/** What the state of an instance means for someone who waits for its end. */
export const stageOf = ({ Status }: JsonObject) => instanceStages[textIn(Status)] ?? 'under way';

/** An instance with what its state means. */
export const withEnd = (instance: JsonObject) => endOf(stageOf(instance));

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

/** What instances are known by. */
export const NAMES = {
  id: 'InstanceId',
  task: 'NodeId',
  time: 'CycTime',
  attempt: ['TaskRerunTime', 'FinishTime'],
  stageOf,
};

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
  return { body, ...lookAt(NAMES, instance, { requestId: requestIdOf(body), tries }) };
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
      at: ['Data', 'Instances'],
      idOf: ({ InstanceId }) => textIn(InstanceId),
    },
    until,
  );
}

async function readLog(client: Client, ProjectEnv: ProjectEnv, { InstanceId }: JsonObject) {
  const outcome = await client.call(actions.GetInstanceLog, {
    InstanceId: textIn(InstanceId),
    ProjectEnv,
  });
  return outcome.ok ? outcome.body.Data : undefined;
}

/** What an instance that has ended moved, by its log. */
export const movedBy = (client: Client, projectEnv: ProjectEnv) => (instance: JsonObject) =>
  withMoved(instance, () => readLog(client, projectEnv, instance));

/** A run that ended without success, among others perhaps. */
interface FailedRun {
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

/** The failure of a run of which some instances have failed. */
export const failureOfRun =
  (client: Client, run: Pick<FailedRun, 'projectEnv' | 'begunBy' | 'secrets'>) =>
  ({ instances, requestId }: SeenRun, tries: number): Promise<Failure> =>
    failedRun(client, {
      ...run,
      failed: instances.filter((one) => stageOf(one) === 'failed'),
      requestId,
      tries,
    });

/** The failure of a run with the end of the log of its first failed instance, where it can be read. */
async function failedRun(client: Client, run: FailedRun): Promise<Failure> {
  const { projectEnv, begunBy, failed, requestId, tries, secrets } = run;
  return runFailure({
    begunBy,
    failed: failed.map(({ InstanceId, Status }) => ({ id: InstanceId, status: Status })),
    log: await readLog(client, projectEnv, failed[0] ?? {}),
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
    moved: movedBy(client, instance.ProjectEnv),
  };
}
