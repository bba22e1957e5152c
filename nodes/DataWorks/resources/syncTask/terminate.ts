import { realTimeTaskFields } from '../../fields/realTimeTaskFields';
import { readTaskReference } from '../../fields/taskReference';
import type { Call, Operation, Result } from '../operation';
import { setState } from '../../flows/setState';
import { realTimeTermination } from '../../studios/legacy/realTime';

const UNSUPPORTED = {
  DI_OFFLINE: 'Use Sync Task: Schedule to pause a batch task, or Sync Task: Delete.',
  DI_SOLUTION: 'Use Sync Task: Terminate for each real-time task that the solution has made.',
};

/** TerminateDISyncInstance: takes a real-time task out of operation; it has to be deployed anew. */
export const terminate: Operation = {
  name: 'Terminate',
  value: 'terminate',
  action: 'Terminate a sync task',
  description: 'Take a real-time task out of operation; to start it again, deploy it first',
  fields: realTimeTaskFields,

  async execute(call: Call): Promise<Result> {
    const task = readTaskReference(call.parameters, UNSUPPORTED);
    return setState(call, realTimeTermination(call.client, task));
  },
};
