import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

const LIMIT = 50;
const MOST = 1_000_000;

/** How many results a list gives. */
export const limitFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, numberPrecision: 0 },
    default: 50,
    displayOptions: { show: { returnAll: [false] } },
    description: 'Max number of results to return',
  },
];

/**
 * The most results to give; Infinity for all.
 * @throws NodeOperationError for a number out of bounds
 */
export function readLimit(parameters: ParameterReader): number {
  if (parameters.flag('returnAll', 'Return All', false)) return Infinity;
  return Math.floor(parameters.number('limit', 'Limit', { min: 1, max: MOST, default: LIMIT }));
}
