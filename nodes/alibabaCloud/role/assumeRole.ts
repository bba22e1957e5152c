import { sts } from './sts';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { stsEndpoint } from '../endpoints';
import { clock } from '../client/clock';
import { createRedactor } from '../client/redact';
import { encodeRequest } from '../client/request';
import { isJsonObject, type JsonObject } from '../client/exactJson';
import { rawReply, rawReplySettings } from '../client/rawReply';
import { readReply, type RawReply, type TryFailure } from '../client/reply';
import { readSystemFault } from '../client/systemFault';
import { readKeys } from '../signature/keys';
import type { AccessKey } from '../signature/acs3';
import { readOutgoingRequest } from '../signature/outgoingRequest';
import { signedOptions } from '../signature/signedOptions';
import type { Role } from './role';

/** How long STS may take, in ms. */
const LONGEST_MS = 10_000;

/** Temporary keys of a role. */
export interface RoleKeys extends Required<AccessKey> {
  ok: true;
  /** When they end, in ms since 1970 by this machine's clock. */
  endsAt: number;
}

/** Whatever went wrong, the call that the keys are for was not sent. */
const unsent = (failure: TryFailure): TryFailure => ({
  ...failure,
  kind: failure.kind === 'refused' ? 'no keys' : failure.kind,
  mayHaveActed: false,
});

function keysIn({ Credentials: given }: JsonObject): Required<AccessKey> | undefined {
  if (!isJsonObject(given)) return undefined;
  const { AccessKeyId, AccessKeySecret, SecurityToken } = given;
  if (typeof AccessKeyId !== 'string' || typeof AccessKeySecret !== 'string') return undefined;
  if (typeof SecurityToken !== 'string') return undefined;
  return {
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    securityToken: SecurityToken,
  };
}

/** The request for keys of a role, signed with the credential's own. */
export function assumeRoleRequest(credentials: ICredentialDataDecryptedObject, role: Role) {
  const request = encodeRequest(sts.AssumeRole, stsEndpoint(credentials), {
    RoleArn: role.arn,
    RoleSessionName: role.sessionName,
    ExternalId: role.externalId,
    DurationSeconds: role.durationSeconds,
  });
  return signedOptions(request, readOutgoingRequest(request), readKeys(credentials));
}

/**
 * Asks STS for keys of a role.
 * @returns the keys, or what went wrong
 * @throws UnsignableRequest or InvalidLocation when the credential is not fit to ask
 */
export async function assumeRole(
  http: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
  role: Role,
): Promise<RoleKeys | TryFailure> {
  const { accessKeySecret, securityToken = '' } = readKeys(credentials);
  const redact = createRedactor([accessKeySecret, securityToken, role.externalId ?? '']);
  const request = assumeRoleRequest(credentials, role);
  // From before it is sent, so that they end here no later than there.
  const endsAt = clock.now() + role.durationSeconds * 1000;
  let raw: RawReply;
  try {
    raw = await rawReply(
      http.helpers.httpRequest({
        ...request,
        ...rawReplySettings,
        timeout: LONGEST_MS,
        abortSignal: AbortSignal.timeout(LONGEST_MS),
      }),
    );
  } catch (error) {
    return unsent(readSystemFault(sts.AssumeRole, error, redact));
  }
  const reading = readReply(sts.AssumeRole, raw, redact);
  if (!reading.ok) return unsent(reading);
  const keys = keysIn(reading.body);
  if (keys) return { ok: true, ...keys, endsAt };
  const detail = 'The reply holds no keys.';
  return { ok: false, kind: 'odd reply', action: sts.AssumeRole, detail, mayHaveActed: false };
}
