import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../parameters/instanceFields';
import type { Call, Operation, Result } from '../operation';
import { changeInstance } from './changeInstance';

/** StopInstance: ends a run. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop an instance',
  description: 'Stop a run that is under way; it counts as failed then',
  fields: [...instanceFields, instanceOptions()],

  async execute(call: Call): Promise<Result> {
    return changeInstance(call, readInstanceReference(call.parameters), {
      action: 'StopInstance',
      done: 'stopped',
      isReached: (stage) => stage === 'failed' || stage === 'succeeded',
    });
  },
};
