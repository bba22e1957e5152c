// A server that reads each request and gives the same answer, as fast as node:http can. It keeps
// nothing, so that what grows with the number of calls is the caller's own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { creationReply } from './creationReply';

let requests = 0;

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
    response.end(creationReply(requests));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('disconnect', () => process.exit());
