import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

/** Fewer fields in the output, and the script as JSON. */
export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const readSimplify = (parameters: ParameterReader): boolean =>
  parameters.flag('simplify', 'Simplify', true);
