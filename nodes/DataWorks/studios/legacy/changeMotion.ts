import { actions } from '../../api/dataworks-2020-05-18';
import type { Motion } from '../../api/dataworks-2020-05-18/states';
import { clock } from '../../../alibabaCloud/client/clock';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { equalLook, type Look } from '../../once/poll';
import {
  costOf,
  waitFor,
  type PollingClient,
  type Waited,
  type WaitLimits,
} from '../../once/waitFor';
import type { TaskReference } from '../../fields/taskReference';
import type { Call } from '../../resources/operation';
import { changeState } from './changeState';
import { readInstanceInfo, type InstanceInfo } from './instanceInfo';

/** A start or a stop of a real-time task or solution. */
export interface MotionChange {
  task: TaskReference;
  /** StartParam of the API, JSON text. */
  startParam?: string | undefined;
  /** How long to wait for its end; `undefined`: not at all. */
  limits: WaitLimits | undefined;
  /** Whether a start that is waited for is taken back when the execution is cancelled. */
  stopWhenCancelled?: boolean;
}

interface Kind {
  action: typeof actions.StartDISyncInstance | typeof actions.StopDISyncInstance;
  done: 'started' | 'stopped';
  onTheWay: Motion;
  end: Motion;
}

const KINDS = {
  start: {
    action: actions.StartDISyncInstance,
    done: 'started',
    onTheWay: 'starting',
    end: 'running',
  },
  stop: {
    action: actions.StopDISyncInstance,
    done: 'stopped',
    onTheWay: 'stopping',
    end: 'at rest',
  },
} as const satisfies Record<string, Kind>;

/** A start that was accepted may show in the state a little later. */
const UNSEEN_MS = 30_000;

/**
 * Starts or stops a real-time task or solution, once, and waits for the end of that where asked to.
 * @returns the reply of the API with `Outcome`; after a wait also `Instance`, the Data of
 * GetDISyncInstanceInfo, and what the wait has cost; or why there is none
 */
export async function changeMotion(
  { client, memory, unitToken }: Pick<Call, 'client' | 'memory' | 'unitToken'>,
  name: keyof typeof KINDS,
  { task, startParam: StartParam, limits, stopWhenCancelled = false }: MotionChange,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const { action, done, onTheWay, end }: Kind = KINDS[name];
  const changed = await changeState(client, memory, {
    token: unitToken({ ...task, action: action.name, StartParam }),
    action,
    done,
    send: () =>
      name === 'start'
        ? client.call(actions.StartDISyncInstance, { ...task, StartParam })
        : client.call(actions.StopDISyncInstance, { ...task }),
    async look() {
      const info = await readInstanceInfo(client, task);
      return info.ok ? { ...info, reached: [onTheWay, end].includes(info.motion as Motion) } : info;
    },
  });
  if (!changed.ok || limits === undefined) return changed;

  const waited = await waitForEnd(client, KINDS[name], task, limits);
  if (!waited.ok) {
    const isOurs = changed.body.Outcome === done;
    if (waited.kind !== 'cancelled' || !stopWhenCancelled || !isOurs) return waited;
    const stopped = await client.afterCancel().call(actions.StopDISyncInstance, { ...task });
    return { ...waited, before: `The task ${stopped.ok ? 'was' : 'could not be'} stopped.` };
  }
  const { Data: Instance = null } = waited.value;
  return { ok: true, body: { ...changed.body, Instance, ...costOf(waited) } };
}

function waitForEnd(
  client: PollingClient,
  { action, onTheWay, end }: Kind,
  task: TaskReference,
  limits: WaitLimits,
): Promise<Waited<JsonObject> | Failure> {
  const begin = clock.now();
  let wasSeen = false;
  const read = (info: InstanceInfo): Look<JsonObject> => {
    const { body, motion, now, message, requestId, tries } = info;
    if (motion === end) return { state: 'done', value: body };
    wasSeen ||= motion === onTheWay;
    const isOver = motion === 'at rest' && (wasSeen || clock.now() - begin >= UNSEEN_MS);
    if (!isOver) return { state: 'pending', now };
    return {
      ok: false,
      kind: 'ended badly',
      action,
      detail: `the state is ${now}${message === '' ? '' : `: ${message}`}`,
      requestId,
      httpStatus: 200,
      tries,
      mayHaveActed: true,
      resent: false,
    };
  };
  const { ProjectId, FileId, TaskType } = task;
  const key = `GetDISyncInstanceInfo ${ProjectId} ${FileId} ${TaskType}`;
  const look = equalLook(key, () => readInstanceInfo(client, task), read);
  return waitFor(client, action, limits, look);
}
