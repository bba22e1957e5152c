import { optionsField } from '../../fields/optionsField';
import { realTimeTaskFields } from '../../fields/realTimeTaskFields';
import { readTaskReference } from '../../fields/taskReference';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { startOrStop } from '../../flows/startOrStop';
import { realTimeStop } from '../../studios/legacy/realTime';

const UNSUPPORTED = {
  DI_OFFLINE: 'Use Instance: Stop for a run of a batch task.',
  DI_SOLUTION: 'Use Sync Task: Stop for each real-time task that the solution has made.',
};

/** StopDISyncInstance: stops a running real-time task. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop a sync task',
  description: 'Stop a real-time task; it can be started again',
  fields: [
    ...realTimeTaskFields,
    {
      displayName: 'Wait Until It Has Stopped',
      name: 'wait',
      type: 'boolean',
      default: false,
      description: 'Whether to wait until the task has come to rest',
    },
    optionsField(waitOptionsIfWaiting),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const task = readTaskReference(parameters, UNSUPPORTED);
    return startOrStop(call, realTimeStop(client, task), readWait(parameters));
  },
};
