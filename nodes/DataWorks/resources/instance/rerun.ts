import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { rerunInstance } from '../../flows/rerun';
import { instanceRerun } from '../../studios/legacy/instances';

/** RestartInstance: runs an instance again. */
export const rerun: Operation = {
  name: 'Rerun',
  value: 'rerun',
  action: 'Rerun instance',
  description: 'Run an instance again that has ended',
  fields: [
    ...instanceFields,
    waitField(),
    instanceOptions(stopWhenCancelledOption, ...waitOptionsIfWaiting),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const instance = readInstanceReference(parameters);
    const limits = readWait(parameters);
    const stopWhenCancelled = limits !== undefined && readStopWhenCancelled(parameters);
    return rerunInstance(call, instanceRerun(client, instance), { limits, stopWhenCancelled });
  },
};
