import { actions } from '../../api/dataworks-2024-05-18';
import { optionsField } from '../../fields/optionsField';
import {
  commentOption,
  readComment,
  readTaskInstanceId,
  taskInstanceFields,
} from '../../fields/taskInstanceFields';
import type { Call, Operation, Result } from '../operation';
import { setState } from '../../flows/setState';
import { instanceChange } from '../../studios/dataStudio/instances';

/** SetSuccessTaskInstances: lets what waits for a failed run begin. */
export const setSuccess: Operation = {
  name: 'Set Success',
  value: 'setSuccess',
  action: 'Set task instance to successful',
  description: 'Count a failed run as successful, so that what waits for it begins',
  fields: [...taskInstanceFields, optionsField([commentOption])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const comment = readComment(parameters);
    return setState(call, instanceChange(client, id, actions.SetSuccessTaskInstances, comment));
  },
};
