import { defineService } from '../service';
import { refusedBySts, stsErrors, stsWords } from './stsErrors';

/** Actions of the Security Token Service. Source: help.aliyun.com/document_detail/28763.html. */
export const sts = defineService(
  { ...stsWords, version: '2015-04-01', errors: stsErrors, otherwise: refusedBySts },
  {
    AssumeRole: {
      does: 'give keys of the RAM role',
      method: 'POST',
      effect: 'read',
      query: {
        DurationSeconds: 'number',
        ExternalId: 'text',
        RoleArn: 'text',
        RoleSessionName: 'text',
      },
      accepted: 'request id',
    },
  },
);
