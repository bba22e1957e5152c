import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { AccessKey } from './acs3';
import { UnsignableRequest } from './unsignableRequest';

/** Fields whose value is copied from elsewhere, as the editor names them. */
const COPIED = {
  accessKeyId: 'AccessKey ID',
  accessKeySecret: 'AccessKey Secret',
  securityToken: 'Security Token',
  roleArn: 'Role ARN',
} as const;

/** What a copy can bring along and no key holds: space, a line break, a character without a shape. */
const FOREIGN = /[^\x21-\x7e]/;

/** A field of the credential, without the space that was copied along. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * A copied field of the credential, without the space around it.
 * @throws UnsignableRequest that names the field, and never its value, when there is more space inside it
 */
function copiedText(
  credentials: ICredentialDataDecryptedObject,
  field: keyof typeof COPIED,
): string {
  const value = textOf(credentials[field]);
  if (FOREIGN.test(value)) {
    throw new UnsignableRequest(
      `The ${COPIED[field]} in the Alibaba Cloud credential has a space, a line break or another odd character inside it. Copy it again, whole and alone.`,
    );
  }
  return value;
}

/**
 * The same for a field that must have a value.
 * @throws UnsignableRequest also when it is empty
 */
export function requiredText(
  credentials: ICredentialDataDecryptedObject,
  field: keyof typeof COPIED,
): string {
  const value = copiedText(credentials, field);
  if (value === '') {
    throw new UnsignableRequest(`The ${COPIED[field]} in the Alibaba Cloud credential is empty.`);
  }
  return value;
}

/**
 * The keys that stand in the credential.
 * @throws UnsignableRequest when one is missing or was not copied whole and alone
 */
export function readKeys(credentials: ICredentialDataDecryptedObject): AccessKey {
  const accessKeyId = requiredText(credentials, 'accessKeyId');
  const accessKeySecret = requiredText(credentials, 'accessKeySecret');
  const securityToken = copiedText(credentials, 'securityToken');
  return { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) };
}
