import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../../alibabaCloud/client/exactJson';
import type { ParameterReader } from './parameterReader';

/** Whether what looks like a secret is blanked in an output. */
export const concealOption: INodeProperties = {
  displayName: 'Conceal Secrets',
  name: 'conceal',
  type: 'boolean',
  default: false,
  description:
    'Whether to blank what is named like a password, a key or a token. It is blanked unless this is turned off.',
};

/** Whether to conceal; n8n throws when it is asked for an option that an operation does not have. */
export function readConceal(parameters: ParameterReader): boolean {
  const options = parameters.raw('options');
  const isAdded = isJsonObject(options) && 'conceal' in options;
  return !isAdded || parameters.flag('options.conceal', 'Conceal Secrets', true);
}
