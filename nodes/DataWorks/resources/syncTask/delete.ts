import { exactId } from '../../../alibabaCloud/client/exactJson';
import { optionsField } from '../../fields/optionsField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { deleteTask as deleteOnce } from '../../flows/deleteTask';
import { taskDeletion } from '../../studios/legacy/deletion';

/** DeleteFile, DeleteDISyncTask: deletes a task, with its node in the scheduler. */
export const deleteTask: Operation = {
  name: 'Delete',
  value: 'delete',
  action: 'Delete sync task',
  description:
    'Delete a batch task, also from the schedule it is deployed to, or a real-time task that is stopped',
  named: { by: 'FileId' },
  fields: [...taskReferenceFields('delete'), optionsField(waitOptions)],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, journal } = call;
    const task = readTaskReference(parameters, 'delete');
    const limits = readWaitLimits(parameters);
    const deletion = taskDeletion(client, journal, task);
    const deleted = await deleteOnce(call, deletion, limits);
    if (!deleted.ok) return deleted;
    return { ok: true, body: { deleted: true, FileId: exactId(task.FileId), ...deleted.cost } };
  },
};
