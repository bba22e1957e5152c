import type { INodeProperties } from 'n8n-workflow';

import type { BusinessDates } from '../businessDates';
import type { RunRequest } from '../studios/legacy/runs';
import type { ParameterReader } from './parameterReader';
import { readBusinessDate } from './readBusinessDate';
import { readTimeZone, timeZoneOption } from './timeZoneOption';
import { projectEnvOption, readProjectEnv } from './projectEnvOption';

const whenRange = { show: { runFor: ['range'] } };

/** The business dates that a batch task is run for. */
export const runDateFields: INodeProperties[] = [
  {
    displayName: 'Run For',
    name: 'runFor',
    type: 'options',
    options: [
      {
        name: 'Range of Dates',
        value: 'range',
        description: 'One run for each business date from the first to the last',
      },
      {
        name: 'Yesterday',
        value: 'yesterday',
        description:
          'The business date that the schedule would run today: the day before this execution, in the time zone of the region',
      },
    ],
    default: 'yesterday',
    builderHint: { propertyHint: 'Yesterday is what the schedule would run today.' },
    description:
      'The business dates to run the task for. ${bizdate} in the script stands for them.',
  },
  {
    displayName: 'First Business Date',
    name: 'startBizDate',
    type: 'dateTime',
    typeOptions: { dateOnly: true },
    default: '',
    displayOptions: whenRange,
    description: 'The first date to run for (StartBizDate). Its time of day is ignored.',
  },
  {
    displayName: 'Last Business Date',
    name: 'endBizDate',
    type: 'dateTime',
    typeOptions: { dateOnly: true },
    default: '',
    displayOptions: whenRange,
    description: 'The last date to run for (EndBizDate). Its time of day is ignored.',
  },
];

/** How a run goes; beside the options of waiting. */
export const runOptions: INodeProperties[] = [
  {
    displayName: 'Dates at the Same Time',
    name: 'concurrentRuns',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
    default: 1,
    description:
      'How many business dates are run at the same time, up to 10 (Parallelism and ConcurrentRuns). With 1, each waits for the one before and the first that fails ends the run.',
  },
  projectEnvOption,
  {
    displayName: 'From (Time of Day)',
    name: 'bizBeginTime',
    type: 'string',
    default: '00:00:00',
    placeholder: 'e.g. 00:00:00',
    description: 'For a task that runs several times a day: the earliest run (BizBeginTime)',
  },
  {
    displayName: 'Parameters',
    name: 'nodeParams',
    type: 'string',
    default: '',
    placeholder: 'e.g. region=cn limit=1000',
    description: 'Scheduling parameters for this run, in place of those of the task (NodeParams)',
  },
  {
    displayName: 'Run Dates to Come Now',
    name: 'startFutureInstanceImmediately',
    type: 'boolean',
    default: true,
    description:
      'Whether runs whose time is still to come start now instead of then (StartFutureInstanceImmediately)',
  },
  {
    displayName: 'Run Name',
    name: 'runName',
    type: 'string',
    default: '',
    placeholder: 'e.g. nightly backfill',
    description:
      'What the run is called in the Operation Center. A mark is added by which the node finds it again.',
  },
  timeZoneOption,
  {
    displayName: 'Until (Time of Day)',
    name: 'bizEndTime',
    type: 'string',
    default: '23:59:59',
    placeholder: 'e.g. 23:59:59',
    description: 'For a task that runs several times a day: the latest run (BizEndTime)',
  },
];

/**
 * Reads the first and the last business date.
 * @param timeZone in which the day of a JavaScript Date counts
 */
export function readDateRange(
  parameters: ParameterReader,
  timeZone: string | undefined,
): BusinessDates {
  const date = (name: string, label: string) => {
    const read = readBusinessDate(parameters, name, label, timeZone);
    if (read === undefined) throw parameters.refuse(label, 'is empty', 'Give a date.');
    return read;
  };
  const first = date('startBizDate', 'First Business Date');
  const last = date('endBizDate', 'Last Business Date');
  if (last < first) {
    throw parameters.refuse(
      'Last Business Date',
      `is ${last}, before the first one, ${first}`,
      'Swap the two dates.',
    );
  }
  return { first, last };
}

function readDates(parameters: ParameterReader, ofRegion: string | undefined): RunRequest['dates'] {
  const runFor = parameters.oneOf('runFor', 'Run For', ['range', 'yesterday']);
  return runFor === 'yesterday'
    ? { yesterdayIn: readTimeZone(parameters, ofRegion) }
    : readDateRange(parameters, ofRegion);
}

function readTime(parameters: ParameterReader, name: string, label: string, otherwise: string) {
  const text = parameters.optionalText(`options.${name}`, label)?.trim() ?? otherwise;
  if (/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)) return text;
  throw parameters.refuse(label, `is "${text.slice(0, 50)}"`, 'Use HH:mm:ss, e.g. 06:30:00.');
}

/** What the runs of both kinds of workspace have in common. */
export type CommonRun = Omit<RunRequest, 'startFutureInstanceImmediately'>;

/**
 * @param ofRegion the scheduling time zone of the credential's region, where it is known
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readCommonRun(
  parameters: ParameterReader,
  ofRegion: string | undefined,
): CommonRun {
  const bounds = { min: 1, max: 10, default: 1 };
  return {
    dates: readDates(parameters, ofRegion),
    projectEnv: readProjectEnv(parameters),
    bizBeginTime: readTime(parameters, 'bizBeginTime', 'From (Time of Day)', '00:00:00'),
    bizEndTime: readTime(parameters, 'bizEndTime', 'Until (Time of Day)', '23:59:59'),
    concurrentRuns: Math.floor(
      parameters.number('options.concurrentRuns', 'Dates at the Same Time', bounds),
    ),
    nodeParams: parameters.optionalText('options.nodeParams', 'Parameters')?.trim(),
    runName: parameters.optionalText('options.runName', 'Run Name')?.trim(),
  };
}

/**
 * @param ofRegion the scheduling time zone of the credential's region, where it is known
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readRunRequest(
  parameters: ParameterReader,
  ofRegion: string | undefined,
): RunRequest {
  return {
    ...readCommonRun(parameters, ofRegion),
    startFutureInstanceImmediately: parameters.flag(
      'options.startFutureInstanceImmediately',
      'Run Dates to Come Now',
      undefined,
    ),
  };
}
