import { BusinessError } from '../errors';
import type { Environment } from '../state/scheduler';

/** ProjectEnv as sent. Throws a business error for anything but DEV and PROD. */
export function environmentOf(text: string): Environment {
  if (text === 'DEV' || text === 'PROD') return text;
  throw new BusinessError('Parameter', {
    parameter: 'ProjectEnv',
    why: 'ProjectEnv must be DEV or PROD.',
  });
}
