import type { INodeProperties } from 'n8n-workflow';

import type { PublishingRequest } from '../studios/dataStudio/publishing';
import { deployOptions } from './deployOptions';
import type { ParameterReader } from './parameterReader';

/** What to do when an earlier run of the same node is under way. */
export const ifReleasingOption: INodeProperties = {
  displayName: 'If It Is Being Deployed',
  name: 'ifReleasing',
  type: 'options',
  options: [
    {
      name: 'End That One',
      value: 'end',
      description: 'End it, then go on with what is saved now',
    },
    {
      name: 'Go On Anyway',
      value: 'fail',
      description: 'DataWorks may refuse it, and says why',
    },
    {
      name: 'Join It',
      value: 'join',
      description: 'Wait for it; what was saved since is not in it',
    },
  ],
  default: 'fail',
  description: 'What to do when an earlier deployment of the node is under way',
};

/** How a node is published; beside the options of waiting. */
export const publishOptions: INodeProperties[] = [
  ...deployOptions.filter(({ name }) => name === 'comment'),
  ifReleasingOption,
];

type IfReleasing = PublishingRequest['ifReleasing'];

/** @throws NodeOperationError for any other value */
export const readIfReleasing = <Value extends IfReleasing>(
  parameters: ParameterReader,
  values: readonly Value[],
): Value =>
  parameters.oneOf('options.ifReleasing', 'If It Is Being Deployed', values, 'fail' as Value);

/** @throws NodeOperationError that names the option that cannot be used */
export function readPublishing(
  parameters: ParameterReader,
): Pick<PublishingRequest, 'comment' | 'ifReleasing'> {
  return {
    comment: parameters.optionalText('options.comment', 'Comment')?.trim(),
    ifReleasing: readIfReleasing(parameters, ['fail', 'join', 'end']),
  };
}
