import { actions } from '../../api/dataworks-2020-05-18';
import { concealOption, readConceal } from '../../fields/concealOption';
import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { lastLinesOption, readLastLines } from '../../fields/lastLinesOption';
import type { Call, Operation, Result } from '../operation';
import { lastLines } from '../../../alibabaCloud/client/logText';
import { createRedactor } from '../../../alibabaCloud/client/redact';

/** GetInstanceLog: the log of a run. */
export const getLog: Operation = {
  name: 'Get Log',
  value: 'getLog',
  action: 'Get log of instance',
  description: 'Get the log of a run as text',
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
    const count = readLastLines(parameters);
    const conceal = readConceal(parameters);

    const outcome = await client.call(actions.GetInstanceLog, { ...reference, InstanceHistoryId });
    if (!outcome.ok) return outcome;
    const { Data: data } = outcome.body;
    const log = typeof data === 'string' ? data : '';
    const Data = lastLines(log, count, conceal ? createRedactor([]) : undefined);
    return { ok: true, body: { ...outcome.body, Data } };
  },
};
