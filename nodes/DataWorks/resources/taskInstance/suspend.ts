import { actions } from '../../api/dataworks-2024-05-18';
import { optionsField } from '../../fields/optionsField';
import {
  commentOption,
  readComment,
  readTaskInstanceId,
  taskInstanceFields,
} from '../../fields/taskInstanceFields';
import type { Call, Operation, Result } from '../operation';
import { makeChange } from '../../flows/updateTask';
import { instanceSuspension } from '../../studios/dataStudio/instances';

/** SuspendTaskInstances: keeps a run from beginning. */
export const suspend: Operation = {
  name: 'Suspend',
  value: 'suspend',
  action: 'Suspend task instance',
  description: 'Keep a run that waits from beginning until it is resumed',
  fields: [...taskInstanceFields, optionsField([commentOption])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const comment = readComment(parameters);
    const suspension = instanceSuspension(client, id, actions.SuspendTaskInstances, comment);
    const changed = await makeChange(call, suspension);
    return changed.ok ? { ok: true, body: { ...changed.body, Outcome: 'suspended' } } : changed;
  },
};
