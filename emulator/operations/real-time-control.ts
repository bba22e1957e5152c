import { DataIntegrationFailure } from '../errors';
import { realTimeStatus } from '../state/real-time-task';
import { dataWorks, type Operation } from './operation';
import { deployedTask, REAL_TIME, REAL_TIME_OR_SOLUTION, SUCCESS, TASK } from './real-time-access';
import { jsonObject } from './script-rules';

const startDISyncInstance = dataWorks({
  action: 'StartDISyncInstance',
  access: 'write',
  failure: 'di',
  query: { ...TASK, StartParam: 'string' },
  handle(call, parameters) {
    const { realTime } = deployedTask(call, parameters, REAL_TIME_OR_SOLUTION);
    if (parameters.StartParam !== undefined) jsonObject('StartParam', parameters.StartParam);
    const status = realTimeStatus(realTime, call.now);
    if (status !== 'NORUN' && status !== 'PAUSE') {
      throw new DataIntegrationFailure(`The task is in the state ${status}.`);
    }
    const plan = call.plans.start();
    const at = call.now + call.settings.durations.startMs;
    realTime.status = 'WAIT';
    realTime.then = { status: plan ? 'NORUN' : 'RUN', at };
    realTime.startedAt = call.now;
    realTime.startFailure = plan && (plan.message ?? 'The task could not be started.');
    return SUCCESS;
  },
});

const stopDISyncInstance = dataWorks({
  action: 'StopDISyncInstance',
  access: 'write',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    const { realTime } = deployedTask(call, parameters, REAL_TIME);
    const status = realTimeStatus(realTime, call.now);
    if (status !== 'RUN' && status !== 'WAIT') {
      throw new DataIntegrationFailure(`The task is in the state ${status}.`);
    }
    realTime.status = 'KILLING';
    realTime.then = { status: 'PAUSE', at: call.now + call.settings.durations.stopMs };
    return SUCCESS;
  },
});

const terminateDISyncInstance = dataWorks({
  action: 'TerminateDISyncInstance',
  access: 'write',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    const { realTime } = deployedTask(call, parameters, REAL_TIME);
    realTime.deployed = false;
    realTime.status = 'NORUN';
    delete realTime.then;
    return SUCCESS;
  },
});

/** Starting, stopping and terminating real-time tasks; starting solutions. */
export const realTimeControl: Operation[] = [
  startDISyncInstance,
  stopDISyncInstance,
  terminateDISyncInstance,
];
