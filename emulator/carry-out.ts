import type { FastifyReply, FastifyRequest } from 'fastify';
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from './request';

/**
 * Does on the socket what `outcome` says.
 * @param closing cuts delays short when the server closes
 * @param arrivedAt when the request came, by `performance.now()`; delays count from there
 */
export async function carryOut(
  outcome: Outcome,
  request: FastifyRequest,
  response: FastifyReply,
  closing: AbortSignal,
  arrivedAt: number,
): Promise<void> {
  if (outcome.kind === 'dropped') {
    response.hijack();
    if (outcome.how === 'reset') request.raw.socket.resetAndDestroy();
    else request.raw.socket.destroy();
    return;
  }
  const { status, headers, body, delayMs = 0, halfSent } = outcome;
  if (delayMs > 0) await until(arrivedAt + delayMs, closing);
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

/** How much too late a timer may fire, in ms. */
const TIMER_LATENESS_MS = 2;

/** Waits until `performance.now()` is `due`, to less than a tenth of a millisecond. */
async function until(due: number, closing: AbortSignal): Promise<void> {
  const timer = Math.floor(due - performance.now() - TIMER_LATENESS_MS);
  if (timer >= 1) await pause(timer, undefined, { signal: closing }).catch(() => undefined);
  while (performance.now() < due && !closing.aborted) await immediate();
}
