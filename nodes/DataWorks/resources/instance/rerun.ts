import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { readRunWait, runWaitOptions } from '../../fields/runWait';
import { waitField } from '../../fields/waitField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
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
    instanceOptions(...runWaitOptions, ...waitOptionsIfWaiting),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const instance = readInstanceReference(parameters);
    const wait = readRunWait(parameters);
    return rerunInstance(call, instanceRerun(client, instance), wait);
  },
};
