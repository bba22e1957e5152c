import { createRedactor } from '../../../alibabaCloud/client/redact';
import { lastLines } from '../../../alibabaCloud/client/logText';
import { actions } from '../../api/dataworks-2024-05-18';
import { concealOption, readConceal } from '../../fields/concealOption';
import {
  diJobReferenceFields,
  instanceIdOption,
  readDiJobReference,
  readInstanceId,
} from '../../fields/diJobField';
import { lastLinesOption, readLastLines } from '../../fields/lastLinesOption';
import { optionsField } from '../../fields/optionsField';
import type { Call, Operation, Result } from '../operation';

const MOST_PAGES = 10_000;

/** GetDIJobLog: one page of the log. */
export const getLog: Operation = {
  name: 'Get Log',
  value: 'getLog',
  action: 'Get log of DI job',
  description: 'Get the log of a job as text, page by page',
  fields: [
    ...diJobReferenceFields,
    optionsField([
      concealOption,
      {
        displayName: 'Failover ID',
        name: 'failoverId',
        type: 'string',
        default: '',
        placeholder: 'e.g. 1234',
        description: 'The failover that the log is of',
      },
      instanceIdOption,
      lastLinesOption,
      {
        displayName: 'Log Of',
        name: 'nodeType',
        type: 'options',
        options: [
          { name: 'Master', value: 'MASTER' },
          { name: 'Worker', value: 'WORKER' },
        ],
        default: 'MASTER',
        description: 'For resource groups of version 2.0 only (NodeType)',
      },
      {
        displayName: 'Page',
        name: 'page',
        type: 'number',
        typeOptions: { minValue: 1, numberPrecision: 0 },
        default: 1,
        description: 'Which page of the log. One after the last is empty.',
      },
    ]),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const { diJobId: Id } = readDiJobReference(parameters);
    const InstanceId = readInstanceId(parameters);
    const failover = 'options.failoverId';
    const FailoverId = parameters.isGiven(failover)
      ? parameters.id(failover, 'Failover ID')
      : undefined;
    const NodeType = parameters.isGiven('options.nodeType')
      ? parameters.oneOf('options.nodeType', 'Log Of', ['MASTER', 'WORKER'])
      : undefined;
    const page = { min: 1, max: MOST_PAGES, default: 1 };
    const PageNumber = Math.floor(parameters.number('options.page', 'Page', page));
    const count = readLastLines(parameters);
    const conceal = readConceal(parameters);

    const outcome = await client.call(actions.GetDIJobLog, {
      Id,
      InstanceId,
      FailoverId,
      NodeType,
      PageNumber,
    });
    if (!outcome.ok) return outcome;
    const { Log: log } = outcome.body;
    const text = typeof log === 'string' ? log : '';
    const Log = lastLines(text, count, conceal ? createRedactor([]) : undefined);
    return { ok: true, body: { ...outcome.body, Log } };
  },
};
