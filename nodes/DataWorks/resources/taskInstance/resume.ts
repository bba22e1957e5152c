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

/** ResumeTaskInstances: lets a suspended run begin. */
export const resume: Operation = {
  name: 'Resume',
  value: 'resume',
  action: 'Resume task instance',
  description: 'Let a run begin that was suspended',
  fields: [...taskInstanceFields, optionsField([commentOption])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const comment = readComment(parameters);
    const suspension = instanceSuspension(client, id, actions.ResumeTaskInstances, comment);
    const changed = await makeChange(call, suspension);
    return changed.ok ? { ok: true, body: { ...changed.body, Outcome: 'resumed' } } : changed;
  },
};
