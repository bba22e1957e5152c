import { actions } from '../../api/dataworks-2020-05-18';
import {
  readTaskReference,
  taskReferenceFields,
  type TaskReference,
} from '../../fields/taskReference';
import type { Client } from '../../../alibabaCloud/client/call';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { Call, Operation, Result } from '../operation';
import { changeState, type Seen } from '../../studios/legacy/changeState';
import { readInstanceInfo } from '../../studios/legacy/instanceInfo';

/** TerminateDISyncInstance: takes a real-time task out of operation; it has to be deployed anew. */
export const terminate: Operation = {
  name: 'Terminate',
  value: 'terminate',
  action: 'Terminate a sync task',
  description: 'Take a real-time task out of operation; to start it again, deploy it first',
  fields: taskReferenceFields('terminate'),

  async execute({ parameters, client, memory, unitToken }: Call): Promise<Result> {
    const task = readTaskReference(parameters, 'terminate');
    return changeState(client, memory, {
      token: unitToken({ ...task, action: 'TerminateDISyncInstance' }),
      action: actions.TerminateDISyncInstance,
      done: 'terminated',
      send: () => client.call(actions.TerminateDISyncInstance, { ...task }),
      look: () => lookForTerminated(client, task),
    });
  },
};

/** A terminated task is still there, and has no state of operation any more. */
async function lookForTerminated(client: Client, task: TaskReference): Promise<Seen | Failure> {
  const info = await readInstanceInfo(client, task);
  if (info.ok) return { ...info, reached: false };
  if (info.kind !== 'refused' || info.code !== undefined) return info;
  const read = await client.call(actions.GetDISyncTask, { ...task });
  if (!read.ok) return read;
  const { RequestId: requestId } = read.body;
  return { ok: true, reached: true, now: 'terminated', requestId: String(requestId ?? '') };
}
