import { optionsField } from '../../fields/optionsField';
import { realTimeTaskFields } from '../../fields/realTimeTaskFields';
import { readTaskReference } from '../../fields/taskReference';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { changeMotion } from '../../studios/legacy/changeMotion';

const INSTEAD = {
  DI_OFFLINE: 'Use Instance: Stop for a run of a batch task.',
  DI_SOLUTION: 'Use Sync Task: Stop for each real-time task that the solution has made.',
};
const UNTIL_IT_STOPS = {
  displayName: 'Wait Until It Has Stopped',
  description: 'Whether to wait until the task has come to rest',
};

/** StopDISyncInstance: stops a running real-time task. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop a sync task',
  description: 'Stop a real-time task; it can be started again',
  fields: [...realTimeTaskFields, waitField(UNTIL_IT_STOPS), optionsField(waitOptionsIfWaiting)],

  async execute(call: Call): Promise<Result> {
    const { parameters } = call;
    const task = readTaskReference(parameters, INSTEAD);
    return changeMotion(call, 'stop', {
      task,
      limits: readWait(parameters, UNTIL_IT_STOPS.displayName),
    });
  },
};
