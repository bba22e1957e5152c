import { actions } from '../../api/dataworks-2020-05-18';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import type { Call, Operation, Result } from '../operation';
import { changeInstance } from '../../studios/legacy/changeInstance';

/** SetSuccessInstance: lets what waits for a failed run begin. */
export const setSuccess: Operation = {
  name: 'Set Success',
  value: 'setSuccess',
  action: 'Set an instance to successful',
  description: 'Count a failed run as successful, so that what waits for it begins',
  fields: [...instanceFields, instanceOptions()],

  async execute(call: Call): Promise<Result> {
    return changeInstance(call, readInstanceReference(call.parameters), {
      action: actions.SetSuccessInstance,
      done: 'set to successful',
      isReached: (stage) => stage === 'succeeded',
    });
  },
};
