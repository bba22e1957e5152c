import { actions } from '../../api/dataworks-2020-05-18';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import type { Call, Operation, Result } from '../operation';
import { setState } from '../../flows/setState';
import { instanceChange } from '../../studios/legacy/instances';

/** StopInstance: ends a run. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop instance',
  description: 'Stop a run that is under way; it counts as failed then',
  fields: [...instanceFields, instanceOptions()],

  async execute(call: Call): Promise<Result> {
    const instance = readInstanceReference(call.parameters);
    return setState(call, instanceChange(call.client, instance, actions.StopInstance));
  },
};
