import type { INodeProperties } from 'n8n-workflow';

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

/** Whether the user can turn it off: n8n throws when it is asked for an option that is not there. */
export const hasConceal = (fields: readonly INodeProperties[]): boolean =>
  fields.some(({ options }) => options?.some(({ name }) => name === concealOption.name));

export const readConceal = (parameters: ParameterReader): boolean =>
  parameters.flag('options.conceal', 'Conceal Secrets', true);
