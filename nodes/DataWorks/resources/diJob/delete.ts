import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import { DEFAULT_LIMITS } from '../../fields/waitOptions';
import { exactId } from '../../../alibabaCloud/client/exactJson';
import { deleteTask } from '../../flows/deleteTask';
import { jobDeletion } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

/** DeleteDIJob. */
export const deleteJob: Operation = {
  name: 'Delete',
  value: 'delete',
  action: 'Delete DI job',
  description: 'Delete a job that does not run',
  named: { by: 'Id' },
  fields: diJobReferenceFields,

  async execute(call: Call): Promise<Result> {
    const reference = readDiJobReference(call.parameters);
    const deleted = await deleteTask(call, jobDeletion(call.client, reference), DEFAULT_LIMITS);
    if (!deleted.ok) return deleted;
    return { ok: true, body: { deleted: true, Id: exactId(reference.diJobId) } };
  },
};
