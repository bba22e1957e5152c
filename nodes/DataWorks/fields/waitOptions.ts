import type { INodeProperties } from 'n8n-workflow';

import type { WaitLimits } from '../once/waitFor';
import type { ParameterReader } from './parameterReader';
import { RUN_END } from './waitField';
import { readParks } from './whileWaitingOption';

const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 60;
const DEADLINE_MINUTES = 60;
const WEEK_IN_MINUTES = 7 * 24 * 60;

/** Options of the operations that wait. */
export const waitOptions: INodeProperties[] = [
  {
    displayName: 'Wait at Most (Minutes)',
    name: 'waitAtMost',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: WEEK_IN_MINUTES },
    default: DEADLINE_MINUTES,
    description:
      'How long to wait for the end, up to 7 days (10080). With the pauses as they are, an hour costs at most 70 calls, however many items and dates wait together, and one more for each item that cannot be looked at together with others (all but runs). The Basic edition of DataWorks has 100 calls a day.',
  },
  {
    displayName: 'First Pause (Seconds)',
    name: 'firstPause',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 3600 },
    default: SHORTEST_SECONDS,
    description:
      'How long to wait before the second look at the state. Later pauses grow with the time already waited. Items that wait together share one pace.',
  },
  {
    displayName: 'Longest Pause (Seconds)',
    name: 'longestPause',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 3600 },
    default: LONGEST_SECONDS,
    description:
      'The pauses between two looks at the state grow up to this. Of 60 seconds, an hour costs 70 calls; of 300 seconds, 28.',
  },
];

/** Where nothing is to be chosen. */
export const DEFAULT_LIMITS: WaitLimits = {
  shortestMs: 1000 * SHORTEST_SECONDS,
  longestMs: 1000 * LONGEST_SECONDS,
  deadlineMs: 60_000 * DEADLINE_MINUTES,
};

/** @throws NodeOperationError for a number out of bounds */
export function readWaitLimits(parameters: ParameterReader): WaitLimits {
  const number = (name: string, label: string, max: number, fallback: number) =>
    parameters.number(`options.${name}`, label, { min: 0.001, max, default: fallback });
  const shortestMs = 1000 * number('firstPause', 'First Pause', 3600, SHORTEST_SECONDS);
  const longestMs = 1000 * number('longestPause', 'Longest Pause', 3600, LONGEST_SECONDS);
  const minutes = number('waitAtMost', 'Wait at Most', WEEK_IN_MINUTES, DEADLINE_MINUTES);
  return {
    shortestMs,
    longestMs: Math.max(shortestMs, longestMs),
    deadlineMs: 60_000 * minutes,
    parks: readParks(parameters),
  };
}

/** The same options, shown where the field `wait` is on. */
export const waitOptionsIfWaiting: INodeProperties[] = waitOptions.map((option) => ({
  ...option,
  displayOptions: { show: { '/wait': [true] } },
}));

/**
 * Reads the field `wait` and its options.
 * @param label of the field, as the editor shows it
 * @returns `undefined` when there is to be no wait
 * @throws NodeOperationError for a number out of bounds
 */
export function readWait(
  parameters: ParameterReader,
  label = RUN_END.displayName,
): WaitLimits | undefined {
  return parameters.flag('wait', label, false) ? readWaitLimits(parameters) : undefined;
}
