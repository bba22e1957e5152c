import type { INodeProperties } from 'n8n-workflow';

import type { Limits } from '../../alibabaCloud/client/call';
import type { ParameterReader } from './parameterReader';

const CONCURRENCY = 4;
const TRY_SECONDS = 30;
const CALL_SECONDS = 180;

/** Options that every operation has. */
export const executionOptions: INodeProperties[] = [
  {
    displayName: 'Concurrency',
    name: 'concurrency',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
    default: CONCURRENCY,
    description:
      'How many items are worked on at the same time. The output keeps the order of the input.',
  },
  {
    displayName: 'Request Timeout (Seconds)',
    name: 'requestTimeout',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 600 },
    default: TRY_SECONDS,
    description:
      'How long to wait for a reply before the call counts as failed and may be tried again',
  },
  {
    displayName: 'Time Limit per Call (Seconds)',
    name: 'timeLimit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 3600 },
    default: CALL_SECONDS,
    description:
      'How long one call may take with its turn among other calls, all its tries and the pauses between them. An item that needs several calls has this time for each.',
  },
];

/** @throws NodeOperationError for a number out of bounds */
export function readLimits(parameters: ParameterReader): Limits {
  const seconds = (name: string, label: string, max: number, fallback: number) =>
    parameters.number(`options.${name}`, label, { min: 0.001, max, default: fallback });
  return {
    tryMs: 1000 * seconds('requestTimeout', 'Request Timeout', 600, TRY_SECONDS),
    callMs: 1000 * seconds('timeLimit', 'Time Limit per Call', 3600, CALL_SECONDS),
  };
}

/** @throws NodeOperationError for a number out of bounds */
export function readConcurrency(parameters: ParameterReader): number {
  const bounds = { min: 1, max: 50, default: CONCURRENCY };
  return Math.floor(parameters.number('options.concurrency', 'Concurrency', bounds));
}
