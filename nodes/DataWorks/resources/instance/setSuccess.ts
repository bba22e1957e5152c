import { actions } from '../../api/dataworks-2020-05-18';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import type { Call, Operation, Result } from '../operation';
import { setState } from '../../flows/setState';
import { instanceChange } from '../../studios/legacy/instances';

/** SetSuccessInstance: lets what waits for a failed run begin. */
export const setSuccess: Operation = {
  name: 'Set Success',
  value: 'setSuccess',
  action: 'Set instance to successful',
  description: 'Count a failed run as successful, so that what waits for it begins',
  fields: [...instanceFields, instanceOptions()],

  async execute(call: Call): Promise<Result> {
    const instance = readInstanceReference(call.parameters);
    return setState(call, instanceChange(call.client, instance, actions.SetSuccessInstance));
  },
};
