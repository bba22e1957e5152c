import { officialClient } from '../../test/oracle/officialClient';
import { creationQuery, taskContent } from '../creation';
import { oneByOne, type Peer } from './peer';

/** Alibaba Cloud's own client. */
export function openApiClient(endpoint: string): Peer {
  const client = officialClient(endpoint, { accessKeyId: 'testid', accessKeySecret: 'testsecret' });
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
