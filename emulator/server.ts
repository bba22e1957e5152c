import fastify, { type FastifyRequest } from 'fastify';
import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { carryOut } from './carry-out';
import { control, CONTROL_PREFIX } from './control-api';
import { Emulator } from './emulator';
import type { EmulatorOptions } from './options';
import type { EmulatorRequest } from './request';

/** Largest request body in bytes. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Largest head of a request; the limit on its target is the emulator's own, with a 414. */
const MAX_HEADER_SIZE = 256 * 1024;

/** An emulator that listens. */
export interface RunningEmulator {
  /** e.g. "http://127.0.0.1:7001" */
  url: string;
  port: number;
  emulator: Emulator;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on 127.0.0.1. `port` 0 (default) takes a free one.
 * Rejects with the system's error (EADDRINUSE) when the port is taken.
 */
export async function startEmulator(
  options: EmulatorOptions & { port?: number } = {},
): Promise<RunningEmulator> {
  const { port = 0, ...rest } = options;
  const emulator = new Emulator(rest);
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    http: { maxHeaderSize: MAX_HEADER_SIZE },
  });
  // The signature covers the body's bytes, so no body is parsed here.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const closing = new AbortController();
  // Each reply that is held back listens to it.
  setMaxListeners(0, closing.signal);
  server.all('/*', async (request, response) => {
    const arrivedAt = performance.now();
    const arrived = received(request);
    const isControl = arrived.url.startsWith(CONTROL_PREFIX);
    const outcome = isControl ? control(emulator, arrived) : emulator.handle(arrived);
    await carryOut(outcome, request, response, closing.signal, arrivedAt);
  });
  await server.listen({ host: '127.0.0.1', port });
  const { port: actual } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    emulator,
    close: () => {
      closing.abort();
      return server.close();
    },
  };
}

function received({ raw, body }: FastifyRequest): EmulatorRequest {
  return {
    method: raw.method ?? '',
    url: raw.url ?? '',
    headers: raw.headers,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}
