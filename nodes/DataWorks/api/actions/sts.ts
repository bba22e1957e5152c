import type { Action } from './action';

/** Operations of the Security Token Service. Source: help.aliyun.com/document_detail/28763.html. */
export const sts = {
  AssumeRole: {
    version: '2015-04-01',
    service: 'STS',
    does: 'give keys of the RAM role',
    method: 'POST',
    effect: 'read',
    query: ['DurationSeconds', 'ExternalId', 'RoleArn', 'RoleSessionName'],
    accepted: 'request id',
  },
} as const satisfies Record<string, Action>;
