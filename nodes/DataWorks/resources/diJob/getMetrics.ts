import { clock } from '../../../alibabaCloud/client/clock';
import { actions } from '../../api/dataworks-2024-05-18';
import { metricNames } from '../../api/dataworks-2024-05-18/diJobWords';
import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import { readSeconds } from '../../fields/jobStartFields';
import { optionsField } from '../../fields/optionsField';
import type { Call, Operation, Result } from '../operation';

const HOUR = 3600;
const END = { name: 'endTime', label: 'End' };
const START = { name: 'fromTime', label: 'Start' };

/** ListDIJobMetrics: delay, speed, records and use of resources over a time. */
export const getMetrics: Operation = {
  name: 'Get Metrics',
  value: 'getMetrics',
  action: 'Get metrics of DI job',
  description: 'Get the delay, speed, records or use of resources of a job over a time',
  fields: [
    ...diJobReferenceFields,
    {
      displayName: 'Metrics',
      name: 'metrics',
      type: 'multiOptions',
      options: metricNames.map((value) => ({ name: value, value })),
      default: ['delayTime'],
      required: true,
      description:
        'What to measure (MetricName): resourceUtilization is there for serverless resource groups only',
    },
    optionsField([
      {
        displayName: END.label,
        name: END.name,
        type: 'dateTime',
        default: '',
        description: 'The end of the time that is looked at. When empty, now.',
      },
      {
        displayName: START.label,
        name: START.name,
        type: 'dateTime',
        default: '',
        description: 'The start of the time that is looked at. When empty, an hour before its end.',
      },
    ]),
  ],

  async execute({ parameters, context, client }: Call): Promise<Result> {
    const { diJobId: DIJobId } = readDiJobReference(parameters);
    const MetricName = parameters.list('metrics', 'Metrics');
    if (MetricName.length === 0) {
      throw parameters.refuse('Metrics', 'is empty', `Use any of: ${metricNames.join(', ')}.`);
    }
    const zone = context.getTimezone();
    const at = ({ name, label }: typeof END) =>
      readSeconds(parameters, `options.${name}`, label, zone);
    const EndTime = at(END) ?? Math.floor(clock.now() / 1000);
    const StartTime = at(START) ?? EndTime - HOUR;
    if (StartTime > EndTime) {
      throw parameters.refuse(START.label, 'is after End', 'Give an earlier one.');
    }
    return client.call(actions.ListDIJobMetrics, { DIJobId, MetricName, StartTime, EndTime });
  },
};
