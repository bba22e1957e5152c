import type { INodeProperties } from 'n8n-workflow';

import type { ReleaseRequest } from '../studios/legacy/release';
import type { ParameterReader } from './parameterReader';
import { projectEnvOption, readProjectEnv } from './projectEnvOption';
import { readWaitLimits } from './waitOptions';

/** How a batch task is deployed; beside the options of waiting. */
export const deployOptions: INodeProperties[] = [
  {
    displayName: 'Comment',
    name: 'comment',
    type: 'string',
    default: '',
    placeholder: 'e.g. nightly copy of orders',
    description:
      'What the versions of the task say of this deployment. A mark is added by which the node finds it again.',
  },
  {
    ...projectEnvOption,
    description:
      'How far the task goes: Development submits it; Production submits it and then deploys it',
  },
  {
    displayName: 'Skip Checks',
    name: 'skipChecks',
    type: 'boolean',
    default: true,
    description:
      'Whether to leave out the checks that the workspace has before a deployment (SkipAllDeployFileExtensions)',
  },
];

/** @throws NodeOperationError that names the option that cannot be used */
export function readReleaseRequest(parameters: ParameterReader): ReleaseRequest {
  return {
    to: readProjectEnv(parameters),
    comment: parameters.optionalText('options.comment', 'Comment')?.trim(),
    skipChecks: parameters.flag('options.skipChecks', 'Skip Checks', false) || undefined,
    limits: readWaitLimits(parameters),
  };
}
