import type { INodeProperties } from 'n8n-workflow';

import type { Limits } from '../../alibabaCloud/client/call';
import type { ParameterReader } from './parameterReader';

const CONCURRENCY = 4;
const CALL_SECONDS = 30;
const ITEM_SECONDS = 180;

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
    default: CALL_SECONDS,
    description: 'How long to wait for the reply to one call',
  },
  {
    displayName: 'Time Limit per Item (Seconds)',
    name: 'timeLimit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 3600 },
    default: ITEM_SECONDS,
    description: 'How long one item may take with all its repeated calls and pauses',
  },
];

/** @throws NodeOperationError for a number out of bounds */
export function readLimits(parameters: ParameterReader): Limits {
  const seconds = (name: string, label: string, max: number, fallback: number) =>
    parameters.number(`options.${name}`, label, { min: 0.001, max, default: fallback });
  return {
    callMs: 1000 * seconds('requestTimeout', 'Request Timeout', 600, CALL_SECONDS),
    itemMs: 1000 * seconds('timeLimit', 'Time Limit per Item', 3600, ITEM_SECONDS),
  };
}

/** @throws NodeOperationError for a number out of bounds */
export function readConcurrency(parameters: ParameterReader): number {
  const bounds = { min: 1, max: 50, default: CONCURRENCY };
  return Math.floor(parameters.number('options.concurrency', 'Concurrency', bounds));
}
