import type { ErrorHint, ErrorTable, ServiceWords } from '../errors';

export const stsWords: ServiceWords = { name: 'STS' };

/** What codes mean to AssumeRole. Source: help.aliyun.com/document_detail/42775.html. */
export const stsErrors: ErrorTable = {
  // Without the name of the system policy: n8n takes the "eAcces" in it for a code of the system.
  NoPermission: {
    means: 'The AccessKey may not take on this RAM role',
    todo: "Grant its RAM user the action sts:AssumeRole, name that user or its account in the role's trust policy, and compare the External ID with the one there. The AccessKey of the account itself cannot take on a role.",
    cause: 'credential-invalid',
  },
  'EntityNotExist.Role': {
    means: 'There is no RAM role with this ARN',
    todo: 'Copy the ARN from the page of the role in the RAM console into Role ARN in the credential.',
    cause: 'credential-invalid',
  },
  'InvalidParameter.RoleArn': {
    means: 'The Role ARN is not the ARN of a RAM role',
    todo: 'Copy the ARN from the page of the role in the RAM console into Role ARN in the credential, e.g. acs:ram::1234567890123456:role/dataworks.',
    cause: 'credential-invalid',
  },
  'InvalidParameter.RoleSessionName': {
    means: 'STS did not accept the Role Session Name',
    todo: 'Use 2 to 64 letters, digits and . @ - _ for Role Session Name in the credential.',
    cause: 'credential-invalid',
  },
  'InvalidParameter.DurationSeconds': {
    means: 'The Session Duration is longer than the role allows',
    todo: "Lower Session Duration in the credential, or raise the role's maximum session duration in the RAM console (one hour unless changed).",
    cause: 'credential-invalid',
  },
};

/** For the refusals of STS that are not in the table. */
export const refusedBySts: ErrorHint = {
  means: 'STS refused the call',
  todo: 'Check the AccessKey, Role ARN, External ID, Role Session Name and Session Duration in the credential.',
  cause: 'credential-invalid',
};
