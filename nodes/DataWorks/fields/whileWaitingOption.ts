import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

export const LABEL = 'While Waiting';
const NAME = 'whileWaiting';

/** Who keeps a wait: this execution, or n8n. */
export const whileWaitingOption: INodeProperties = {
  displayName: LABEL,
  name: NAME,
  type: 'options',
  options: [
    {
      name: 'Hold the Execution',
      value: 'hold',
      description: 'The end is seen soonest',
    },
    {
      name: 'Park It',
      value: 'park',
      description:
        'The wait is kept by n8n, as by its Wait node: it holds no worker, and outlives an n8n that ends',
    },
  ],
  default: 'hold',
  description: 'How the execution waits. Parked, it looks no more often than about once a minute.',
};

/**
 * Whether n8n is to keep the wait; not where the operation has no such option.
 * @throws NodeOperationError for any other value
 */
export function readParks(parameters: ParameterReader): boolean {
  const options = parameters.raw('options');
  // n8n throws when it is asked for one that the operation does not have.
  if (typeof options !== 'object' || options === null || !(NAME in options)) return false;
  return parameters.oneOf(`options.${NAME}`, LABEL, ['hold', 'park'], 'hold') === 'park';
}
