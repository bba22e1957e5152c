import { BusinessError } from '../errors';
import { beginAttempt } from '../progress/runs';
import { instanceStatus, stopAttempt, type Instance } from '../state/scheduler';
import { attemptOf } from './instance-history';
import { instanceOf } from './instances';
import { dataWorks, type Call, type Operation } from './operation';
import { runLog } from './run-log';

const INSTANCE = { InstanceId: 'id*', ProjectEnv: 'string*' } as const;

/** The states in which an instance can be stopped and be set to successful. Source: recorded. */
const STOPPABLE = ['WAIT_RESOURCE', 'WAIT_TIME', 'RUNNING', 'CHECKING'];
const PASSABLE = ['FAILURE', 'CHECKING'];

function refuse(status: string, wish: string, allowed: readonly string[]): never {
  throw new BusinessError('InstanceStatus', { status, wish, allowed: allowed.join('|') });
}

const getInstanceLog = dataWorks({
  action: 'GetInstanceLog',
  access: 'read',
  failure: 'file',
  body: { ...INSTANCE, InstanceHistoryId: 'num' },
  handle(call, parameters) {
    const instance = instanceOf(call, parameters);
    const attempt = attemptOf(call, instance, parameters.InstanceHistoryId);
    const Data = attempt ? runLog(instance, attempt, call.now) : '';
    return { Success: true, HttpStatusCode: 200, Data };
  },
});

/** An operation that changes an instance, and refuses by a business error. */
function change(action: string, act: (call: Call, instance: Instance, status: string) => void) {
  return dataWorks({
    action,
    access: 'write',
    failure: 'file',
    body: INSTANCE,
    handle(call, parameters) {
      const instance = instanceOf(call, parameters);
      act(call, instance, instanceStatus(instance, call.now));
      return { Success: true, HttpStatusCode: 200, Data: true };
    },
  });
}

const restartInstance = change('RestartInstance', (call, instance, status) => {
  const { RerunMode } = instance.node.configuration;
  const hasEnded = status === 'FAILURE' || status === 'SUCCESS';
  const isDenied =
    RerunMode === 'ALL_DENIED' || (RerunMode === 'FAILURE_ALLOWED' && status === 'SUCCESS');
  if (!hasEnded || isDenied) {
    refuse(status, `rerun with RerunMode ${RerunMode}`, ['FAILURE', 'SUCCESS']);
  }
  delete instance.forcedAt;
  beginAttempt(call, instance, call.now, false);
});

const stopInstance = change('StopInstance', (call, instance, status) => {
  const attempt = instance.attempts.at(-1);
  if (!attempt || !STOPPABLE.includes(status)) refuse(status, 'stopped', STOPPABLE);
  const { stoppedInstance, durations } = call.settings;
  stopAttempt(attempt, call.now + (stoppedInstance === 'later' ? durations.killMs : 0));
});

const setSuccessInstance = change('SetSuccessInstance', (call, instance, status) => {
  if (!PASSABLE.includes(status)) refuse(status, 'set to successful', PASSABLE);
  instance.forcedAt = call.now;
});

/** Logs of runs, and rerunning, stopping and passing them. */
export const controlInstances: Operation[] = [
  getInstanceLog,
  restartInstance,
  stopInstance,
  setSuccessInstance,
];
