import type { INodeProperties } from 'n8n-workflow';

import { checkClientToken } from '../once/token';
import type { ParameterReader } from './parameterReader';

// A token that makes repeats count as one is no secret, so it is not masked.
const CLIENT_TOKEN = 'clientToken';

/** The ClientToken of operations that have one. */
export const clientTokenOption: INodeProperties = {
  displayName: 'Client Token',
  name: CLIENT_TOKEN,
  type: 'string',
  default: '',
  placeholder: 'e.g. order-4711',
  description:
    'Up to 64 ASCII characters that make repeated requests count as one. Empty: the node makes one that stays the same when n8n runs this item again.',
};

/**
 * @returns `undefined` when none is given
 * @throws NodeOperationError for a token that the API does not accept
 */
export function readClientToken(parameters: ParameterReader): string | undefined {
  const given = parameters.optionalText(`options.${CLIENT_TOKEN}`, 'Client Token')?.trim();
  const problem = given === undefined ? undefined : checkClientToken(given);
  if (problem !== undefined) {
    throw parameters.refuse('Client Token', problem, 'Shorten or simplify it, or leave it empty.');
  }
  return given;
}
