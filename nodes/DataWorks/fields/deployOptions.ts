import type { INodeProperties } from 'n8n-workflow';

import type { WaitLimits } from '../once/waitFor';
import type { ParameterReader } from './parameterReader';
import { projectEnvOption, readProjectEnv, type ProjectEnv } from './projectEnvOption';
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

/** How a batch task is to be deployed, checked. */
export interface DeployWish {
  /** DEV: it is submitted, and does not go on to production. */
  to: ProjectEnv;
  comment: string | undefined;
  skipChecks: boolean | undefined;
  limits: WaitLimits;
}

/** @throws NodeOperationError that names the option that cannot be used */
export function readDeployWish(parameters: ParameterReader): DeployWish {
  return {
    to: readProjectEnv(parameters),
    comment: parameters.optionalText('options.comment', 'Comment')?.trim(),
    skipChecks: parameters.flag('options.skipChecks', 'Skip Checks', false) || undefined,
    limits: readWaitLimits(parameters),
  };
}
