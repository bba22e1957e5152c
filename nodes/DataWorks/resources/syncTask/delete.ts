import { exactId } from '../../../alibabaCloud/client/exactJson';
import { optionsField } from '../../fields/optionsField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { namedByFileId } from './namedByFileId';
import { deleteOnce } from '../../studios/legacy/deleteOnce';

/** DeleteFile, DeleteDISyncTask: deletes a task, with its node in the scheduler. */
export const deleteTask: Operation = {
  name: 'Delete',
  value: 'delete',
  action: 'Delete a sync task',
  description:
    'Delete a batch task, also from the schedule it is deployed to, or a real-time task that is stopped',
  named: namedByFileId,
  fields: [...taskReferenceFields('delete'), optionsField(waitOptions)],

  async execute({ parameters, client, memory, unitToken }: Call): Promise<Result> {
    const task = readTaskReference(parameters, 'delete');
    const deleted = await deleteOnce(client, memory, {
      task,
      token: unitToken({ ...task, operation: 'delete' }),
      limits: readWaitLimits(parameters),
    });
    if (!deleted.ok) return deleted;
    return { ok: true, body: { deleted: true, FileId: exactId(task.FileId), ...deleted.cost } };
  },
};
