import { optionsField } from '../../fields/optionsField';
import { readRunWait, runWaitOptions } from '../../fields/runWait';
import {
  readRerunChanges,
  readTaskInstanceId,
  rerunOptions,
  taskInstanceFields,
} from '../../fields/taskInstanceFields';
import { waitField } from '../../fields/waitField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { rerunInstance } from '../../flows/rerun';
import { instanceRerun } from '../../studios/dataStudio/instances';

/** RerunTaskInstances: runs an instance again. */
export const rerun: Operation = {
  name: 'Rerun',
  value: 'rerun',
  action: 'Rerun task instance',
  description: 'Run an instance again that has ended',
  fields: [
    ...taskInstanceFields,
    waitField(),
    optionsField([...rerunOptions, ...runWaitOptions, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const wait = readRunWait(parameters);
    return rerunInstance(call, instanceRerun(client, id, readRerunChanges(parameters)), wait);
  },
};
