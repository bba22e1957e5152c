import type { Environment } from '../studios/dataStudio/instances';
import type { ParameterReader } from './parameterReader';
import { readProjectEnv } from './projectEnvOption';

/**
 * The option Environment in the words of API 2024-05-18.
 * @throws NodeOperationError for any other value
 */
export const readEnvironment = (parameters: ParameterReader): Environment =>
  readProjectEnv(parameters) === 'PROD' ? 'Prod' : 'Dev';
