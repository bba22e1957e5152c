import { describeFailure } from '../client/describeFailure';
import type { TryFailure } from '../client/reply';

/** STS gave no keys of the role. `message` says why and what to do; it holds no secret. */
export class RoleFailure extends Error {
  constructor(readonly failure: TryFailure) {
    const { message, todo, facts } = describeFailure({ ...failure, tries: 1, resent: false });
    super(`${message} ${todo} (${facts})`);
  }
}
