import { optionsField } from '../../fields/optionsField';
import { readRunWait, runWaitOptions } from '../../fields/runWait';
import {
  commentOption,
  readComment,
  readTaskInstanceId,
  taskInstanceFields,
} from '../../fields/taskInstanceFields';
import { waitField } from '../../fields/waitField';
import { waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { rerunInstance } from '../../flows/rerun';
import { instanceRerun } from '../../studios/dataStudio/instances';

const LATEST = 'Use the Latest Configuration';

/** RerunTaskInstances: runs an instance again. */
export const rerun: Operation = {
  name: 'Rerun',
  value: 'rerun',
  action: 'Rerun task instance',
  description: 'Run an instance again that has ended',
  fields: [
    ...taskInstanceFields,
    waitField(),
    optionsField([
      commentOption,
      ...runWaitOptions,
      {
        displayName: LATEST,
        name: 'useLatestConfig',
        type: 'boolean',
        default: true,
        description:
          'Whether to run it as the node is deployed now instead of as it was when the instance was made (UseLatestConfig)',
      },
      ...waitOptionsIfWaiting,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const id = readTaskInstanceId(parameters);
    const wait = readRunWait(parameters);
    const changes = {
      comment: readComment(parameters),
      useLatestConfig: parameters.flag('options.useLatestConfig', LATEST, undefined),
    };
    return rerunInstance(call, instanceRerun(client, id, changes), wait);
  },
};
