import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from './request';

/** Does on the socket what `outcome` says. `closing` cuts delays short when the server closes. */
export async function carryOut(
  outcome: Outcome,
  request: FastifyRequest,
  response: FastifyReply,
  closing: AbortSignal,
): Promise<void> {
  if (outcome.kind === 'dropped') {
    response.hijack();
    if (outcome.how === 'reset') request.raw.socket.resetAndDestroy();
    else request.raw.socket.destroy();
    return;
  }
  const { status, headers, body, delayMs = 0, halfSent } = outcome;
  if (delayMs > 0) await pause(delayMs, undefined, { signal: closing }).catch(() => undefined);
  if (!halfSent) {
    await response.status(status).headers(headers).send(body);
    return;
  }
  response.hijack();
  response.raw.writeHead(status, { ...headers, 'content-length': body.length });
  response.raw.write(body.subarray(0, body.length / 2), () => {
    if (halfSent === 'cut') request.raw.socket.destroy();
  });
}
