import { sts } from '../role/sts';
import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  IHttpRequestHelper,
} from 'n8n-workflow';

import { roleOf } from '../role/role';
import { RoleFailure } from '../role/roleFailure';
import { dropRoleKeys, roleKeys } from '../role/roleKeys';
import type { RawReply } from './reply';

/** What one call is signed with. */
export interface SigningKeys {
  /** For n8n's helper: its keys sign as they are. */
  credential: ICredentialsDecrypted;
  /** With the keys of a role: forgets them, so that the next call gets new ones. */
  drop?: () => void;
}

const ENDED = /"Code"\s*:\s*"(InvalidSecurityToken\.\w+|InvalidAccessKeyId\.NotFound)"/;

/** Whether the reply says that the temporary keys are no longer known: they expired or were revoked. */
export const isExpired = ({ status, text }: RawReply): boolean => status >= 400 && ENDED.test(text);

/** Rejects when the signal goes off. The work itself goes on: other calls may wait for it too. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      reject(
        new RoleFailure({
          ok: false,
          kind: 'unreachable',
          action: sts.AssumeRole,
          detail: 'no reply came within the time limit',
          mayHaveActed: false,
        }),
      );
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Gives what the next call is signed with. Rejects with RoleFailure when STS gives no keys. */
export type Signer = (signal: AbortSignal) => Promise<SigningKeys>;

/**
 * The credential with the keys of its role in place of its own, or as it is without a role. STS that
 * refused a credential is not asked again with the same one.
 * @param readCredential the credential as it is now
 * @param hide is told of the secrets among the keys
 */
export function createSigner(
  http: IHttpRequestHelper,
  readCredential: () => Promise<ICredentialsDecrypted>,
  hide: (secret: string) => void,
): Signer {
  let refused: { credential: string; by: RoleFailure } | undefined;

  function keysOf(data: ICredentialDataDecryptedObject, signal: AbortSignal) {
    const credential = JSON.stringify(data);
    if (refused?.credential === credential) return Promise.reject(refused.by);
    const asked = untilAborted(roleKeys(http, data), signal);
    asked.catch((error) => {
      if (error instanceof RoleFailure && error.failure.kind === 'no keys') {
        refused = { credential, by: error };
      }
    });
    return asked;
  }

  return async (signal) => {
    const credential = await readCredential();
    const { data = {} } = credential;
    if (!roleOf(data)) return { credential };
    const keys = await keysOf(data, signal);
    if (!keys) return { credential };
    const { accessKeyId, accessKeySecret, securityToken } = keys;
    hide(accessKeySecret);
    hide(securityToken);
    const temporary = { ...data, assumeRole: false, accessKeyId, accessKeySecret, securityToken };
    return {
      credential: { ...credential, data: temporary },
      drop: () => dropRoleKeys(data, keys),
    };
  };
}
