import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived: nothing decoded, reordered or trimmed beyond what HTTP itself does. */
export interface WireRequest {
  method: string;
  /** Path and query exactly as sent, e.g. `/?TaskName=a%20b`. */
  target: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface CaptureServer {
  /** `127.0.0.1:<port>`, without a protocol: also the value of the host header. */
  host: string;
  close(): Promise<void>;
}

/** What the capture server answers: the request itself, so that calls may overlap freely. */
interface Echo extends Omit<WireRequest, 'body'> {
  body: string;
}

// Scripts of UpdateDISyncTask travel in the query; node's default of 16 kB would refuse them.
const maxHeaderSize = 8 * 1024 * 1024;

/**
 * Starts a server on 127.0.0.1 that answers every request with a description of that request.
 * Each connection serves one request, so that nothing stays open between calls.
 */
export async function startCaptureServer(): Promise<CaptureServer> {
  const server = createServer({ maxHeaderSize, keepAlive: false }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const echo: Echo = {
        method: request.method ?? '',
        target: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('base64'),
      };
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(echo));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** Reads the capture server's answer back. */
export function readEcho(answer: unknown): WireRequest {
  const echo = answer as Echo;
  return { ...echo, body: Buffer.from(echo.body, 'base64') };
}
