import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { flagOf } from '../flag';
import { requiredText, textOf } from '../signature/keys';
import { UnsignableRequest } from '../signature/unsignableRequest';

/** The bounds of a session's duration that STS knows, in seconds. */
export const DURATION = { least: 900, usual: 3600, most: 43_200 } as const;
export const SESSION_NAME = 'n8n';

/** The RAM role that the credential takes on. */
export interface Role {
  arn: string;
  sessionName: string;
  externalId?: string;
  durationSeconds: number;
}

/**
 * @returns the role in the credential, or `undefined` when it signs with its own keys
 * @throws UnsignableRequest for an Assume Role that is no switch, an empty or broken Role ARN and a duration that STS does not know
 */
export function roleOf(credentials: ICredentialDataDecryptedObject): Role | undefined {
  const { assumeRole } = credentials;
  const isGiven = assumeRole !== undefined && assumeRole !== null && assumeRole !== '';
  const assumes = isGiven ? flagOf(assumeRole) : false;
  if (assumes === undefined) {
    throw new UnsignableRequest(
      'Assume Role in the Alibaba Cloud credential is neither true nor false.',
    );
  }
  if (!assumes) return undefined;
  const arn = requiredText(credentials, 'roleArn');
  const durationSeconds = Number(credentials.roleDurationSeconds ?? DURATION.usual);
  if (
    !Number.isInteger(durationSeconds) ||
    durationSeconds < DURATION.least ||
    durationSeconds > DURATION.most
  ) {
    throw new UnsignableRequest(
      `The Session Duration in the Alibaba Cloud credential is not a number of seconds from ${DURATION.least} to ${DURATION.most}.`,
    );
  }
  const externalId = textOf(credentials.externalId);
  return {
    arn,
    sessionName: textOf(credentials.roleSessionName) || SESSION_NAME,
    ...(externalId === '' ? {} : { externalId }),
    durationSeconds,
  };
}
