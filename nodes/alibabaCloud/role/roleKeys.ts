import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { clock } from '../client/clock';
import type { TryFailure } from '../client/reply';
import { UnsignableRequest } from '../signature/unsignableRequest';
import { assumeRole, type RoleKeys } from './assumeRole';
import { roleOf, type Role } from './role';
import { RoleFailure } from './roleFailure';

/** How long before their end keys are renewed, in ms: as Alibaba Cloud's own clients do. */
const RENEWED_BEFORE_MS = 180_000;

/** By the hash of a whole credential, so that a changed one never meets the keys of the old one. */
const held = new Map<string, RoleKeys>();
/** What is being asked for, to be waited for by all that need it. */
const underWay = new Map<string, Promise<RoleKeys | TryFailure>>();

const hashOf = (credentials: ICredentialDataDecryptedObject): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(credentials).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

async function renew(
  id: string,
  http: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
  role: Role,
): Promise<RoleKeys | TryFailure> {
  const answer = await assumeRole(http, credentials, role);
  if (answer.ok) {
    for (const [other, { endsAt }] of held) if (endsAt <= clock.now()) held.delete(other);
    held.set(id, answer);
  }
  return answer;
}

/**
 * The keys of the credential's role: those that are held in this process's memory, or new ones
 * shortly before these end. However many ask at the same time, STS is asked once.
 * @returns `undefined` when the credential has no role
 * @throws RoleFailure when STS gives none; UnsignableRequest or InvalidLocation for an unfit credential
 */
export async function roleKeys(
  http: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
): Promise<RoleKeys | undefined> {
  const role = roleOf(credentials);
  if (!role) return undefined;
  const id = hashOf(credentials);
  const known = held.get(id);
  if (known && clock.now() < known.endsAt - RENEWED_BEFORE_MS) return known;
  let asked = underWay.get(id);
  if (!asked) {
    asked = renew(id, http, credentials, role).finally(() => underWay.delete(id));
    underWay.set(id, asked);
  }
  const answer = await asked;
  if (answer.ok) return answer;
  // STS is out of reach, and these are still good for some minutes.
  if (answer.kind !== 'no keys' && known && clock.now() < known.endsAt) return known;
  throw new RoleFailure(answer);
}

/**
 * The keys that `roleKeys` gave last for this credential.
 * @throws UnsignableRequest when there are none
 */
export function heldRoleKeys(credentials: ICredentialDataDecryptedObject): RoleKeys {
  const keys = held.get(hashOf(credentials));
  if (keys) return keys;
  throw new UnsignableRequest(
    'There are no keys of the RAM role: this n8n did not ask STS for them before it sent the request. Switch Assume Role off in the Alibaba Cloud credential, or call from the Alibaba Cloud DataWorks node.',
  );
}

/** Forgets keys that Alibaba Cloud no longer accepts, unless newer ones are there already. */
export function dropRoleKeys(
  credentials: ICredentialDataDecryptedObject,
  { accessKeyId }: Pick<RoleKeys, 'accessKeyId'>,
): void {
  const id = hashOf(credentials);
  if (held.get(id)?.accessKeyId === accessKeyId) held.delete(id);
}
