import { actions } from '../../api/dataworks-2024-05-18';
import { concealOption } from '../../fields/concealOption';
import { lastLinesOption } from '../../fields/lastLinesOption';
import { optionsField } from '../../fields/optionsField';
import { readTaskInstanceId, taskInstanceFields } from '../../fields/taskInstanceFields';
import { withStatistics } from '../../runWords';
import { readLogOutput } from '../logOutput';
import type { Call, Operation, Result } from '../operation';

const MOST_ATTEMPTS = 1_000_000;

/** GetTaskInstanceLog: the log of a run. */
export const getLog: Operation = {
  name: 'Get Log',
  value: 'getLog',
  action: 'Get log of task instance',
  description: 'Get the log of a run as text, and what it says that the run moved',
  fields: [
    ...taskInstanceFields,
    optionsField([
      {
        displayName: 'Attempt',
        name: 'runNumber',
        type: 'number',
        typeOptions: { minValue: 1, numberPrecision: 0 },
        default: 1,
        description:
          'Which attempt of an instance that was rerun, from 1 (RunNumber). When not added, the last one.',
      },
      concealOption,
      lastLinesOption,
    ]),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const Id = readTaskInstanceId(parameters);
    const bounds = { min: 1, max: MOST_ATTEMPTS, default: NaN };
    const attempt = parameters.number('options.runNumber', 'Attempt', bounds);
    const RunNumber = Number.isNaN(attempt) ? undefined : Math.floor(attempt);
    const output = readLogOutput(parameters, 'TaskInstanceLog', withStatistics);

    const outcome = await client.call(actions.GetTaskInstanceLog, { Id, RunNumber });
    return outcome.ok ? output(outcome.body) : outcome;
  },
};
