import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { mayBeAboutState, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2020-05-18';
import {
  realTimeStates,
  solutionStages,
  type RunState,
} from '../../api/dataworks-2020-05-18/states';
import type { Activity, Progress, RepeatableRelease, StateChange } from '../../flows/ports';
import type { TaskReference } from './tasks';

/** The run of a real-time task or solution, as GetDISyncInstanceInfo gives it. */
export interface InstanceInfo {
  ok: true;
  /** The reply. */
  body: JsonObject;
  /** `undefined` for a state that is not documented. */
  state: RunState | undefined;
  /** The state in DataWorks' word. */
  now: string;
  /** DataWorks' reason for the state, clean; empty where there is none. */
  message: string;
  requestId: string;
  tries: number;
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** A solution runs once all its steps are done. */
function solutionState(data: JsonObject): { state: RunState | undefined; now: string } {
  const info = objectOf(data.SolutionInfo);
  const steps = Array.isArray(info.StepDetail) ? info.StepDetail.filter(isJsonObject) : [];
  const stages = [info, ...steps].map(({ Status }) => solutionStages[textOf(Status).toLowerCase()]);
  const [own, ...ofSteps] = stages;
  const now = cleanServerText(textOf(info.Status) || textOf(data.Status));
  if (data.Status === 'fail' || stages.includes('failed')) return { state: 'stopped', now };
  const isDone = ofSteps.length > 0 && ofSteps.every((stage) => stage === 'succeeded');
  if (own === 'succeeded' || isDone) return { state: 'running', now };
  return { state: own === 'under way' ? 'starting' : undefined, now };
}

/** Reads the state of a real-time task or a solution. */
async function readInstanceInfo(
  client: Client,
  task: TaskReference,
): Promise<InstanceInfo | Failure> {
  const outcome = await client.call(actions.GetDISyncInstanceInfo, { ...task });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const data = objectOf(body.Data);
  const state = textOf(data.Status);
  return {
    ok: true,
    body,
    tries,
    requestId: requestIdOf(body),
    message: cleanServerText(data.Message),
    ...(task.TaskType === 'DI_SOLUTION'
      ? solutionState(data)
      : { state: realTimeStates[state], now: cleanServerText(state) }),
  };
}

/** Whether a refusal of GetDISyncInstanceInfo says that the task has no run: it is not deployed. */
export const saysNotDeployed = mayBeAboutState;

const replyFor = (RequestId: string): JsonObject => ({
  Success: true,
  ...(RequestId === '' ? {} : { RequestId }),
  Data: { Status: 'success' },
});

/** What a start or a stop leads to, and the state on the way there. */
const ENDS = {
  start: { onTheWay: 'starting', end: 'running' },
  stop: { onTheWay: 'stopping', end: 'stopped' },
} as const satisfies Record<string, { onTheWay: RunState; end: RunState }>;

function activity(
  client: Client,
  task: TaskReference,
  name: keyof typeof ENDS,
): Omit<Activity, 'action' | 'unit' | 'done' | 'send'> {
  const { onTheWay, end } = ENDS[name];
  const look = async (): Promise<Progress | Failure> => {
    const info = await readInstanceInfo(client, task);
    if (!info.ok) return info;
    const { state } = info;
    const isOnTheWay = state === onTheWay;
    const stage =
      state === end
        ? 'reached'
        : isOnTheWay
          ? 'on the way'
          : state === 'stopped'
            ? 'at rest'
            : 'other';
    return { ...info, reached: state === end || isOnTheWay, isUnderWay: isOnTheWay, stage };
  };
  const endIn = ({ Data: Instance = null }: JsonObject) => ({ Instance });
  return { look, lookAtProgress: look, endIn, replyFor, knowsUnchanged: true };
}

/**
 * StartDISyncInstance.
 * @param startParam StartParam of the API, JSON text
 * @param isTakenBack whether a start that is waited for is taken back when the execution is cancelled
 */
export function realTimeStart(
  client: Client,
  task: TaskReference,
  startParam: string | undefined,
  isTakenBack: boolean,
): Activity {
  const action = actions.StartDISyncInstance;
  const takeBack = () => client.afterCancel().call(actions.StopDISyncInstance, { ...task });
  return {
    ...activity(client, task, 'start'),
    action,
    unit: { ...task, StartParam: startParam },
    done: 'started',
    send: () => client.call(action, { ...task, StartParam: startParam }),
    ...(isTakenBack ? { takeBack } : {}),
  };
}

/** StopDISyncInstance. */
export function realTimeStop(client: Client, task: TaskReference): Activity {
  const action = actions.StopDISyncInstance;
  return {
    ...activity(client, task, 'stop'),
    action,
    unit: { ...task },
    done: 'stopped',
    accepted: 'stopping',
    send: () => client.call(action, { ...task }),
  };
}

/** TerminateDISyncInstance: the task is still there then, and has no state of operation any more. */
export function realTimeTermination(client: Client, task: TaskReference): StateChange {
  const action = actions.TerminateDISyncInstance;
  return {
    action,
    unit: { ...task },
    done: 'terminated',
    send: () => client.call(action, { ...task }),
    async look() {
      const info = await readInstanceInfo(client, task);
      if (info.ok) return { ...info, reached: false };
      if (!saysNotDeployed(info)) return info;
      const read = await client.call(actions.GetDISyncTask, { ...task });
      if (!read.ok) return read;
      return { ok: true, reached: true, now: 'terminated', requestId: requestIdOf(read.body) };
    },
    replyFor,
    knowsUnchanged: true,
  };
}

/**
 * DeployDISyncTask. A second time deploys what the task holds once more and does no harm, so after a
 * lost reply it is sent again: its state does not tell which script is deployed.
 */
export function realTimeRelease(client: Client, task: TaskReference): RepeatableRelease {
  const action = actions.DeployDISyncTask;
  return {
    action,
    unit: { ...task },
    send: () => client.call(action, { ...task }),
    async lookIfDeployed() {
      const info = await readInstanceInfo(client, task);
      if (info.ok) return { ok: true, deployed: true, requestId: info.requestId };
      return saysNotDeployed(info) ? { ok: true, deployed: false, requestId: '' } : info;
    },
    replyFor,
  };
}
