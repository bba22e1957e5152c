import { ACCESS_KEYS, ACCOUNT_ID, ROLES, TEMPORARY_KEYS } from '../defaults';

/** An AccessKey known to the emulator and who is behind it. */
export interface AccessKey {
  id: string;
  secret: string;
  /** Set for temporary keys: the token that must come along, and when it ends (ms since 1970). */
  temporary?: { token: string; expiresAt: number };
  identity: Identity;
  /** Whether it may call AssumeRole and the roles trust it. */
  mayAssumeRoles: boolean;
}

/** Who calls; `member`: has a role in the workspaces. */
export interface Identity {
  type: 'RAMUser' | 'AssumedRoleUser';
  userId: string;
  principalId: string;
  arn: string;
  roleId?: string;
  member: boolean;
}

/** A RAM role that can be assumed. */
export interface Role {
  name: string;
  roleId: string;
  externalId?: string;
  /** Longest session, in seconds. */
  maxSessionSeconds: number;
}

/** The identity of a session of `role`. */
export function roleSession(role: Pick<Role, 'name' | 'roleId'>, session: string): Identity {
  return {
    type: 'AssumedRoleUser',
    userId: `${role.roleId}:${session}`,
    principalId: `${role.roleId}:${session}`,
    arn: `acs:ram::${ACCOUNT_ID}:assumed-role/${role.name}/${session}`,
    roleId: role.roleId,
    member: true,
  };
}

/** The default keys by AccessKey id; temporary ones live from `now` (ms). */
export function createAccessKeys(now: number): Map<string, AccessKey> {
  const keys = new Map<string, AccessKey>();
  for (const { id, secret, userId, userName, member, mayAssumeRoles } of ACCESS_KEYS) {
    keys.set(id, {
      id,
      secret,
      mayAssumeRoles,
      identity: {
        type: 'RAMUser',
        userId,
        principalId: userId,
        arn: `acs:ram::${ACCOUNT_ID}:user/${userName}`,
        member,
      },
    });
  }
  for (const { id, secret, token, livesMs } of TEMPORARY_KEYS) {
    keys.set(id, {
      id,
      secret,
      temporary: { token, expiresAt: now + livesMs },
      identity: roleSession(ROLES[0]!, 'n8n'),
      mayAssumeRoles: true,
    });
  }
  return keys;
}
