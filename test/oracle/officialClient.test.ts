import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { officialClient } from './officialClient';

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

describe('the official client against a server', () => {
  let received: IncomingMessage;
  let answer: (response: ServerResponse) => void;
  const server = createServer((request, response) => {
    received = request;
    request.resume().on('end', () => answer(response.setHeader('connection', 'close')));
  });
  const client = () =>
    officialClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys);

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('gives the parsed reply, with numbers above 2^53 rounded', async () => {
    answer = (response) => response.end('{"Success":true,"Data":{"FileId":9007199254740993}}');
    expect(await client().call('CreateDISyncTask', { query: { ProjectId: '1' } })).toEqual({
      statusCode: 200,
      body: { Success: true, Data: { FileId: 9007199254740992 } },
    });
    expect(received.url).toBe('/?ProjectId=1');
    expect(received.headers).toMatchObject({
      'x-acs-action': 'CreateDISyncTask',
      'x-acs-credentials-provider': 'static_ak',
    });
  });

  it('gives what it threw for a refusal', async () => {
    answer = (response) =>
      response
        .writeHead(404)
        .end('{"Code":"InvalidAccessKeyId.NotFound","Message":"No such key."}');
    const { error } = await client().call('ListProjects');
    expect(error).toMatchObject({ code: 'InvalidAccessKeyId.NotFound', statusCode: 404 });
  });

  it('sends the nonce and date that it is told to', async () => {
    answer = (response) => response.end('{}');
    const headers = { 'x-acs-signature-nonce': 'again', 'x-acs-date': '2020-01-01T00:00:00Z' };
    await client().call('ListProjects', { headers });
    expect(received.headers).toMatchObject(headers);
  });

  it('gives an error without a status when the reply is not JSON', async () => {
    answer = (response) => response.writeHead(502).end('<html>');
    const { error } = await client().call('ListProjects');
    expect(error).toMatchObject({ name: 'SyntaxError' });
    expect(error?.statusCode).toBeUndefined();
  });
});
