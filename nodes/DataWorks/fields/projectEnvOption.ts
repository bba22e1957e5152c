import type { INodeProperties } from 'n8n-workflow';

import type { ProjectEnv } from '../studios/legacy/instances';
import type { ParameterReader } from './parameterReader';

/** Which environment is meant. Workspaces of the simple mode have production alone. */
export const projectEnvOption: INodeProperties = {
  displayName: 'Environment',
  name: 'projectEnv',
  type: 'options',
  options: [
    { name: 'Development', value: 'DEV' },
    { name: 'Production', value: 'PROD' },
  ],
  default: 'PROD',
  description: 'The environment of the workspace (ProjectEnv of the API)',
};

/** @throws NodeOperationError for any other value */
export function readProjectEnv(parameters: ParameterReader): ProjectEnv {
  return parameters.oneOf('options.projectEnv', 'Environment', ['PROD', 'DEV'], 'PROD');
}
