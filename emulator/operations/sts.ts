import { ACCOUNT_ID } from '../defaults';
import { ApiError, apiError } from '../errors';
import type { ParameterSpecs, ParameterValues } from '../gateway/parameters';
import { roleSession } from '../state/accounts';
import type { Call, Operation, ReplyBody } from './operation';

/** STS (version 2015-04-01) takes either verb. */
const VERSION = '2015-04-01';
const VERBS = ['GET', 'POST'];

const getCallerIdentity: Operation = {
  action: 'GetCallerIdentity',
  version: VERSION,
  verbs: VERBS,
  access: 'read',
  failure: 'none',
  query: {},
  body: {},
  handle({ caller: { identity } }) {
    return {
      AccountId: ACCOUNT_ID,
      Arn: identity.arn,
      IdentityType: identity.type,
      PrincipalId: identity.principalId,
      ...(identity.roleId === undefined
        ? { UserId: identity.userId }
        : { RoleId: identity.roleId }),
    };
  },
};

const ASSUME_ROLE = {
  RoleArn: 'string*',
  RoleSessionName: 'string*',
  ExternalId: 'string',
  DurationSeconds: 'num',
  Policy: 'string',
} as const satisfies ParameterSpecs;

/**
 * Temporary keys of a role. Throws InvalidParameter.* for malformed values, EntityNotExist.Role,
 * and NoPermission when the caller may not or the role's external id is not given.
 */
function handleAssumeRole(
  call: Call,
  {
    RoleArn,
    RoleSessionName,
    ExternalId,
    DurationSeconds = 3600,
  }: ParameterValues<typeof ASSUME_ROLE>,
): ReplyBody {
  const arn = /^acs:ram::(\d+):role\/([\w.-]+)$/.exec(RoleArn);
  if (!arn)
    throw new ApiError(400, 'InvalidParameter.RoleArn', 'The parameter RoleArn is wrongly formed.');
  if (!/^[\w.@-]{2,64}$/.test(RoleSessionName)) {
    throw new ApiError(
      400,
      'InvalidParameter.RoleSessionName',
      'The parameter RoleSessionName is wrongly formed.',
    );
  }
  const role = call.state.roles.find(({ name }) => name === arn[2]);
  if (!role || arn[1] !== ACCOUNT_ID) throw apiError('EntityNotExist.Role');
  if (!call.caller.mayAssumeRoles) {
    throw apiError(
      'NoPermission',
      'No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you',
    );
  }
  if (role.externalId !== undefined && role.externalId !== ExternalId)
    throw apiError('NoPermission');
  if (DurationSeconds < 900 || DurationSeconds > role.maxSessionSeconds) {
    throw new ApiError(
      400,
      'InvalidParameter.DurationSeconds',
      `The Min/Max value of DurationSeconds is 15min/${role.maxSessionSeconds / 3600}hr.`,
    );
  }

  const identity = roleSession(role, RoleSessionName);
  const expiresAt = call.now + DurationSeconds * 1000;
  const key = {
    id: `STS.${call.randomHex(24)}`,
    secret: call.randomHex(40),
    temporary: { token: call.randomHex(120), expiresAt },
    identity,
    mayAssumeRoles: true,
  };
  call.state.accessKeys.set(key.id, key);
  return {
    AssumedRoleUser: { Arn: identity.arn, AssumedRoleId: identity.principalId },
    Credentials: {
      AccessKeyId: key.id,
      AccessKeySecret: key.secret,
      SecurityToken: key.temporary.token,
      Expiration: new Date(expiresAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
  };
}

const assumeRole: Operation = {
  action: 'AssumeRole',
  version: VERSION,
  verbs: VERBS,
  access: 'write',
  failure: 'none',
  query: ASSUME_ROLE,
  body: {},
  handle: handleAssumeRole as Operation['handle'],
};

/** The Security Token Service: who am I, and temporary keys of a role. */
export const sts: Operation[] = [getCallerIdentity, assumeRole];
