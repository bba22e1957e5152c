import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

const MOST_LINES = 1_000_000;

/** How much of a log is given. */
export const lastLinesOption: INodeProperties = {
  displayName: 'Last Lines',
  name: 'lastLines',
  type: 'number',
  typeOptions: { minValue: 1, numberPrecision: 0 },
  default: 20,
  description: 'How many lines of the end of the log to give. When not added, all of it.',
};

/**
 * How many lines; Infinity for all.
 * @throws NodeOperationError for a number out of bounds
 */
export const readLastLines = (parameters: ParameterReader): number =>
  Math.floor(
    parameters.number('options.lastLines', 'Last Lines', {
      min: 1,
      max: MOST_LINES,
      default: Infinity,
    }),
  );
