import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

import { signAcs3 } from '../../nodes/alibabaCloud/signature/acs3';
import { creationQuery, taskContent } from '../creation';
import { oneByOne, type Peer } from './peer';

const encode = (fields: Record<string, string>) =>
  Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** The least that a signed call takes: node:http with a connection that is kept, and a signature. */
export function nodeHttp(endpoint: string): Peer {
  const { host } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const body = encode({ TaskContent: taskContent });

  function send(taskName: string): Promise<unknown> {
    const query = encode(creationQuery(taskName));
    const headers = signAcs3(
      {
        method: 'POST',
        host,
        path: '/',
        query,
        body,
        contentType: 'application/x-www-form-urlencoded',
        acsHeaders: { 'x-acs-action': 'CreateDISyncTask', 'x-acs-version': '2020-05-18' },
      },
      { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      new Date(),
      randomUUID(),
    );
    return new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      };
      const sent = request(`${endpoint}/?${query}`, options, (reply) => {
        text(reply).then((json) => {
          if (reply.statusCode === 200) resolve(JSON.parse(json));
          else reject(new Error(json));
        }, reject);
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }
  return { name: 'bare node:http, signed', prepare: oneByOne(send) };
}
