import { actions } from '../../api/dataworks-2020-05-18';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import type { Call, Operation, Result } from '../operation';
import { changeInstance } from '../../studios/legacy/changeInstance';

/** StopInstance: ends a run. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop an instance',
  description: 'Stop a run that is under way; it counts as failed then',
  fields: [...instanceFields, instanceOptions()],

  async execute(call: Call): Promise<Result> {
    return changeInstance(call, readInstanceReference(call.parameters), {
      action: actions.StopInstance,
      done: 'stopped',
      isReached: (stage) => stage === 'failed' || stage === 'succeeded',
    });
  },
};
