import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';
import { readBusinessDate } from './readBusinessDate';
import { readIncludeStatistics } from './runWait';
import { readTimeZone } from './timeZoneOption';
import { readWaitLimits } from './waitOptions';

const DATE = 'Business Date';

/** Which run of a task is waited for, and until when. */
export const runToWaitForFields: INodeProperties[] = [
  {
    displayName: DATE,
    name: 'bizDate',
    type: 'dateTime',
    typeOptions: { dateOnly: true },
    default: '',
    description:
      'The business date of the run. When empty, that of the run that is scheduled for today: yesterday, in the time zone of the region. Its time of day is ignored.',
  },
  {
    displayName: 'Wait Until',
    name: 'state',
    type: 'options',
    options: [
      {
        name: 'Ended',
        value: 'ended',
        description: 'It has succeeded or failed',
      },
      {
        name: 'Succeeded',
        value: 'succeeded',
        description: 'One that has failed is waited for further: it may be run again',
      },
    ],
    default: 'ended',
    description:
      'What is waited for. Of a task that runs several times a day, all runs of the date count; of several for one time, the newest.',
  },
  {
    displayName: 'If the Run Failed',
    name: 'ifFailed',
    type: 'options',
    options: [
      {
        name: 'Fail',
        value: 'fail',
        description: 'The item fails, with the end of the log of the run',
      },
      {
        name: 'Go On',
        value: 'continue',
        description: 'The item goes on, with Succeeded false in its output',
      },
    ],
    default: 'fail',
    description: 'What to do when it has failed, or still has at the end of the wait',
  },
];

/**
 * @param ofRegion the scheduling time zone of the credential's region, where it is known
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readRunToWaitFor(parameters: ParameterReader, ofRegion: string | undefined) {
  const timeZone = readTimeZone(parameters, ofRegion);
  const date = readBusinessDate(parameters, 'bizDate', DATE, timeZone);
  return {
    timeZone,
    dates: date === undefined ? { yesterdayIn: timeZone } : { first: date, last: date },
    wait: {
      limits: readWaitLimits(parameters),
      until: parameters.oneOf('state', 'Wait Until', ['ended', 'succeeded'], 'ended'),
      ifFailed: parameters.oneOf('ifFailed', 'If the Run Failed', ['fail', 'continue'], 'fail'),
      includeStatistics: readIncludeStatistics(parameters),
    },
  };
}
