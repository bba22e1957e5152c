import { optionsField } from '../../fields/optionsField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { startOrStop } from '../../flows/startOrStop';
import { realTimeStop } from '../../studios/legacy/realTime';

const UNTIL_IT_STOPS = {
  displayName: 'Wait Until It Has Stopped',
  description: 'Whether to wait until the task has come to rest',
};

/** StopDISyncInstance: stops a running real-time task. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop sync task',
  description: 'Stop a real-time task; it can be started again',
  fields: [
    ...taskReferenceFields('stop'),
    waitField(UNTIL_IT_STOPS),
    optionsField(waitOptionsIfWaiting),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const task = readTaskReference(parameters, 'stop');
    return startOrStop(
      call,
      realTimeStop(client, task),
      readWait(parameters, UNTIL_IT_STOPS.displayName),
    );
  },
};
