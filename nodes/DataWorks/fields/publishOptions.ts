import type { INodeProperties } from 'n8n-workflow';

import type { PublishingRequest } from '../studios/dataStudio/publishing';
import { deployOptions } from './deployOptions';
import type { ParameterReader } from './parameterReader';

/** How a node is published; beside the options of waiting. */
export const publishOptions: INodeProperties[] = [
  ...deployOptions.filter(({ name }) => name === 'comment'),
  {
    displayName: 'If It Is Being Deployed',
    name: 'ifReleasing',
    type: 'options',
    options: [
      {
        name: 'Deploy Anyway',
        value: 'fail',
        description: 'DataWorks may refuse it, and says why',
      },
      { name: 'End That One', value: 'end', description: 'End it, then deploy what is saved now' },
      {
        name: 'Join It',
        value: 'join',
        description: 'Wait for it; what was saved since is not in it',
      },
    ],
    default: 'fail',
    description: 'What to do when an earlier deployment of the node is under way',
  },
];

/** @throws NodeOperationError that names the option that cannot be used */
export function readPublishing(
  parameters: ParameterReader,
): Pick<PublishingRequest, 'comment' | 'ifReleasing'> {
  return {
    comment: parameters.optionalText('options.comment', 'Comment')?.trim(),
    ifReleasing: parameters.oneOf(
      'options.ifReleasing',
      'If It Is Being Deployed',
      ['fail', 'join', 'end'],
      'fail',
    ),
  };
}
