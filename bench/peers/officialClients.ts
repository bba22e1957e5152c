import RpcClient from '@alicloud/pop-core';

import { officialClient } from '../../test/oracle/officialClient';
import { creationQuery, taskContent } from '../creation';
import { oneByOne, type Peer } from './peer';

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** Alibaba Cloud's client that signs as the credential does. */
export function openApiClient(endpoint: string): Peer {
  const client = officialClient(endpoint, keys);
  return {
    name: '@alicloud/openapi-client',
    prepare: oneByOne(async (taskName) => {
      const { error } = await client.call('CreateDISyncTask', {
        query: creationQuery(taskName),
        body: { TaskContent: taskContent },
      });
      if (error) throw error;
    }),
  };
}

/** Alibaba Cloud's earlier client: an HMAC-SHA1 signature among the parameters. */
export function popCore(endpoint: string): Peer {
  const client = new RpcClient({ ...keys, endpoint, apiVersion: '2020-05-18' });
  return {
    name: '@alicloud/pop-core',
    prepare: oneByOne((taskName) =>
      client.request(
        'CreateDISyncTask',
        { ...creationQuery(taskName), TaskContent: taskContent },
        { method: 'POST' },
      ),
    ),
  };
}
