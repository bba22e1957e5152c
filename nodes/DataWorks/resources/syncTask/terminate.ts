import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import type { Call, Operation, Result } from '../operation';
import { setState } from '../../flows/setState';
import { realTimeTermination } from '../../studios/legacy/realTime';

/** TerminateDISyncInstance: takes a real-time task out of operation; it has to be deployed anew. */
export const terminate: Operation = {
  name: 'Terminate',
  value: 'terminate',
  action: 'Terminate sync task',
  description: 'Take a real-time task out of operation; to start it again, deploy it first',
  fields: taskReferenceFields('terminate'),

  async execute(call: Call): Promise<Result> {
    const task = readTaskReference(call.parameters, 'terminate');
    return setState(call, realTimeTermination(call.client, task));
  },
};
