import { realTimeTaskFields } from '../../parameters/realTimeTaskFields';
import { readTaskReference, type TaskReference } from '../../parameters/taskReference';
import type { Client } from '../../client/client';
import type { Failure } from '../../client/outcome';
import type { Call, Operation, Result } from '../operation';
import { changeState, type Seen } from './changeState';
import { readInstanceInfo } from './instanceInfo';

const INSTEAD = {
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

  async execute({ parameters, client, memory, unitToken }: Call): Promise<Result> {
    const task = readTaskReference(parameters, INSTEAD);
    return changeState(client, memory, {
      token: unitToken({ ...task, action: 'TerminateDISyncInstance' }),
      action: 'TerminateDISyncInstance',
      done: 'terminated',
      send: () => client.attempt('TerminateDISyncInstance', { ...task }),
      look: () => lookForTerminated(client, task),
    });
  },
};

/** A terminated task is still there, and has no state of operation any more. */
async function lookForTerminated(client: Client, task: TaskReference): Promise<Seen | Failure> {
  const info = await readInstanceInfo(client, task);
  if (info.ok) return { ...info, reached: false };
  if (info.kind !== 'refused' || info.code !== undefined) return info;
  const read = await client.attempt('GetDISyncTask', { ...task });
  if (!read.ok) return read;
  const { RequestId: requestId } = read.body;
  return { ok: true, reached: true, now: 'terminated', requestId: String(requestId ?? '') };
}
