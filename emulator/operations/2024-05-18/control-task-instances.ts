import { beginRun } from '../../progress/task-instances';
import { stopAttempt } from '../../state/scheduler';
import { taskInstanceStatus, type TaskInstance } from '../../state/studio/task-instance';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { studio } from './operation';
import { stopsAt } from './stops-at';
import { resultsById } from './results-by-id';
import { taskInstanceOf } from './task-instances';

const ENDED = ['Failure', 'Success'];
/** States in which a run has not begun to work. */
const WAITING = ['NotRun', 'WaitTime', 'WaitResource'];

interface Wish {
  UseLatestConfig?: boolean | undefined;
}

/** A batch operation: `act` changes one instance, or refuses; each id has its own result. */
function change(
  action: string,
  act: (call: Call, instance: TaskInstance, status: string, wish: Wish) => void,
) {
  return studio({
    action,
    access: 'write',
    failure: 'none',
    body: {
      Comment: 'string',
      Ids: 'string',
      ...(action === 'RerunTaskInstances' && { UseLatestConfig: 'bool' as const }),
    },
    handle(call, parameters) {
      return resultsById(call, parameters.Ids, (id) => {
        const instance = taskInstanceOf(call, id);
        act(call, instance, taskInstanceStatus(instance, call.now), parameters as Wish);
      });
    },
  });
}

function refuse(status: string, wish: string): never {
  throw refused('state', `An instance of status ${status} cannot be ${wish}.`);
}

const rerun = change('RerunTaskInstances', (call, instance, status, { UseLatestConfig }) => {
  const mode = instance.task.spec['rerunMode'] ?? 'Allowed';
  const isDenied = mode === 'Denied' || (mode === 'FailureAllowed' && status === 'Success');
  if (!ENDED.includes(status) || isDenied) refuse(status, `rerun with rerunMode ${String(mode)}`);
  if (UseLatestConfig) {
    const { tasks } = call.state.studio;
    instance.task = tasks[instance.task.environment].get(instance.task.taskId) ?? instance.task;
  }
  delete instance.forcedAt;
  // What waited for it goes on when it succeeds.
  call.state.studio.waiting.add(instance.workflowInstance);
  beginRun(call, instance, call.now);
});

const stop = change('StopTaskInstances', (call, instance, status) => {
  const attempt = instance.attempts.at(-1);
  if (!attempt || ENDED.includes(status)) refuse(status, 'stopped');
  else stopAttempt(attempt, stopsAt(call));
});

const setSuccess = change('SetSuccessTaskInstances', (call, instance, status) => {
  if (status !== 'Failure') refuse(status, 'set to successful');
  instance.forcedAt = call.now;
  call.state.studio.waiting.add(instance.workflowInstance);
});

const suspend = change('SuspendTaskInstances', (call, instance, status) => {
  if (!WAITING.includes(status) || instance.suspendedAt !== undefined) refuse(status, 'suspended');
  instance.suspendedAt = call.now;
});

const resume = change('ResumeTaskInstances', (call, instance, status) => {
  const { suspendedAt } = instance;
  if (suspendedAt === undefined) return refuse(status, 'resumed');
  instance.suspendedAt = undefined;
  instance.resumedAt = call.now;
  const attempt = instance.attempts.at(-1);
  if (!attempt) return;
  // It waits from here for as long as it still had to wait.
  const pause = call.now - suspendedAt;
  attempt.readyAt += pause;
  attempt.runningAt += pause;
  attempt.endsAt += pause;
});

/** Rerunning, stopping, passing, freezing and unfreezing runs. */
export const controlTaskInstances: Operation[] = [rerun, stop, setSuccess, suspend, resume];
