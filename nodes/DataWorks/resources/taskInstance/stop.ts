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

/** StopTaskInstances: ends a run. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop task instance',
  description: 'Stop a run that is under way; it counts as failed then',
  fields: [...taskInstanceFields, optionsField([commentOption])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const comment = readComment(parameters);
    return setState(call, instanceChange(client, id, actions.StopTaskInstances, comment));
  },
};
