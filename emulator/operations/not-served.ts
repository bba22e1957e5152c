import { ApiError } from '../errors';
import type { Operation } from './operation';

/** An action that DataWorks has and the emulator does not serve: its refusal names it. */
export function notServed(action: string, version: string): Operation {
  return {
    action,
    version,
    verbs: ['GET', 'POST', 'PUT'],
    access: 'read',
    failure: 'none',
    query: {},
    body: {},
    handle() {
      const message = `The emulator does not serve ${action} of ${version}.`;
      throw new ApiError(400, 'UnsupportedOperation', message);
    },
  };
}
