import type { INodeProperties } from 'n8n-workflow';

import type { WaitLimits } from '../once/waitFor';
import type { ParameterReader } from './parameterReader';
import { readStopWhenCancelled, stopWhenCancelledOption } from './stopWhenCancelled';
import { readWait } from './waitOptions';
import { whileWaitingOption } from './whileWaitingOption';

const STATISTICS = 'Include Statistics';

export const includeStatisticsOption: INodeProperties = {
  displayName: STATISTICS,
  name: 'includeStatistics',
  type: 'boolean',
  default: true,
  description:
    'Whether to read from the log of each instance what it moved: rows read and failed, bytes, speed, duration (one call each). When not added, it is not read.',
};

export const readIncludeStatistics = (parameters: ParameterReader): boolean =>
  parameters.flag('options.includeStatistics', STATISTICS, false);

/** Options of a wait for the end of runs that cannot be parked, beside how long it is. */
export const heldWaitOptions: INodeProperties[] = [
  { ...includeStatisticsOption, displayOptions: { show: { '/wait': [true] } } },
  stopWhenCancelledOption,
];

/** Options of the wait for the end of a run, beside how long it is. */
export const runWaitOptions: INodeProperties[] = [
  ...heldWaitOptions,
  { ...whileWaitingOption, displayOptions: { show: { '/wait': [true] } } },
];

/**
 * Reads how a run is waited for, by the field `wait` and the options.
 * @throws NodeOperationError for what cannot be used
 */
export function readRunWait(
  parameters: ParameterReader,
  limits: WaitLimits | undefined = readWait(parameters),
) {
  // n8n knows no parameter that is not shown.
  const isWaiting = limits !== undefined;
  return {
    limits,
    stopWhenCancelled: isWaiting && readStopWhenCancelled(parameters),
    includeStatistics: isWaiting && readIncludeStatistics(parameters),
  };
}
