import { actions } from '../../api/dataworks-2020-05-18';
import { concealOption } from '../../fields/concealOption';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { lastLinesOption } from '../../fields/lastLinesOption';
import { withStatistics } from '../../runWords';
import { readLogOutput } from '../logOutput';
import type { Call, Operation, Result } from '../operation';

/** GetInstanceLog: the log of a run. */
export const getLog: Operation = {
  name: 'Get Log',
  value: 'getLog',
  action: 'Get log of instance',
  description: 'Get the log of a run as text, and what it says that the run moved',
  fields: [
    ...instanceFields,
    instanceOptions(
      {
        displayName: 'Attempt',
        name: 'instanceHistoryId',
        type: 'string',
        default: '',
        placeholder: 'e.g. 1',
        description:
          'Which attempt of an instance that was rerun: its InstanceHistoryId, as API Call ListInstanceHistory gives it. When empty, the last one. Logs older than seven days may be gone.',
      },
      concealOption,
      lastLinesOption,
    ),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const reference = readInstanceReference(parameters);
    const attempt = 'options.instanceHistoryId';
    const InstanceHistoryId = parameters.isGiven(attempt)
      ? parameters.id(attempt, 'Attempt')
      : undefined;
    const output = readLogOutput(parameters, 'Data', withStatistics);

    const outcome = await client.call(actions.GetInstanceLog, { ...reference, InstanceHistoryId });
    return outcome.ok ? output(outcome.body) : outcome;
  },
};
