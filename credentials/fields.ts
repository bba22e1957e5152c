import type { INodeProperties } from 'n8n-workflow';

import { regions } from '../nodes/alibabaCloud/endpoints';
import { DURATION, SESSION_NAME } from '../nodes/alibabaCloud/role/role';

/** Every field of the credential. */
export const properties: INodeProperties[] = [
  {
    displayName: 'AccessKey ID',
    name: 'accessKeyId',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. LTAI5tExampleKeyId',
    description:
      'The ID of an AccessKey pair of a RAM user, from the RAM console. Avoid the AccessKey of the account itself.',
  },
  {
    displayName: 'AccessKey Secret',
    name: 'accessKeySecret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    required: true,
    description: 'The secret of the AccessKey pair. It signs requests and is never sent.',
  },
  {
    displayName: 'Security Token',
    name: 'securityToken',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description:
      'Only with temporary keys from STS: the token that came with them. It ends when they do.',
  },
  {
    displayName: 'Assume Role',
    name: 'assumeRole',
    type: 'boolean',
    default: false,
    description:
      'Whether to call with temporary keys of a RAM role, which the AccessKey gets from STS (AssumeRole)',
  },
  {
    displayName: 'Role ARN',
    name: 'roleArn',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. acs:ram::1234567890123456:role/dataworks',
    displayOptions: { show: { assumeRole: [true] } },
    description: 'The ARN of the role, from its page in the RAM console',
  },
  {
    displayName: 'External ID',
    name: 'externalId',
    type: 'string',
    default: '',
    displayOptions: { show: { assumeRole: [true] } },
    description: 'Only if the trust policy of the role demands one: the value there',
  },
  {
    displayName: 'Role Session Name',
    name: 'roleSessionName',
    type: 'string',
    default: SESSION_NAME,
    displayOptions: { show: { assumeRole: [true] } },
    description: 'The name of these calls in the audit log (ActionTrail) of the account',
  },
  {
    displayName: 'Session Duration',
    name: 'roleDurationSeconds',
    type: 'number',
    typeOptions: { minValue: DURATION.least, maxValue: DURATION.most },
    default: DURATION.usual,
    displayOptions: { show: { assumeRole: [true] } },
    description:
      "How long the temporary keys are valid, in seconds, up to the role's own maximum. New ones are fetched in time.",
  },
  {
    displayName: 'Temporary Keys',
    name: 'temporaryKeys',
    type: 'hidden',
    typeOptions: { expirable: true },
    default: '',
  },
  {
    displayName: 'Region',
    name: 'region',
    type: 'options',
    options: [
      ...regions.map(({ id, name }) => ({ name: `${name} – ${id}`, value: id })),
      { name: 'Other (Type Its ID)', value: 'other' },
    ],
    default: 'cn-shanghai',
    description: 'The region of the DataWorks workspaces',
  },
  {
    displayName: 'Region ID',
    name: 'regionId',
    type: 'string',
    default: '',
    placeholder: 'e.g. cn-shanghai',
    displayOptions: { show: { region: ['other'] } },
    description: 'The ID of the region as it stands in its addresses',
  },
  {
    displayName: 'Network',
    name: 'network',
    type: 'options',
    options: [
      { name: 'Public', value: 'public', description: "The region's address on the internet" },
      {
        name: 'VPC',
        value: 'vpc',
        description:
          "The region's address inside Alibaba Cloud, for an n8n that runs in a VPC there",
      },
    ],
    default: 'public',
  },
  {
    displayName: 'Endpoint',
    name: 'endpoint',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://dataworks.cn-shanghai.aliyuncs.com',
    description:
      "An address to call instead of the region's own, for a private endpoint or a local emulator. Plain http is accepted for this machine only. Usually empty.",
  },
];
