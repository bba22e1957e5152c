import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';

import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Misbehaviour, Reply } from '../../emulator';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { LaggingDataWorks } from './laggingDataWorks';

/** What becomes of one request. Times are in ms. */
export interface Fate {
  /** Until it arrives; it does so even when nobody waits for the reply any more. */
  thereMs: number;
  backMs: number;
  fault?: Misbehaviour | { kind: 'no connection' };
}

/** What n8n's helper gives. */
export interface HelperReply {
  statusCode: number;
  headers: Record<string, string>;
  /** As axios makes one. */
  body: Readable;
}

/** What n8n's helper throws for a fault of the system: axios's own around it. */
function broken(code: string, syscall?: string): Error {
  const cause = Object.assign(new Error(code), { code, syscall });
  return Object.assign(new Error(code, { cause }), { code, isAxiosError: true });
}

/** Rejects when the signal goes off. */
const ended = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    const end = () => reject(broken('ERR_CANCELED'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

async function* bytes(reply: Reply, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const body = reply.headers['content-encoding'] === 'gzip' ? gunzipSync(reply.body) : reply.body;
  if (reply.halfSent === undefined) return yield body;
  yield body.subarray(0, body.length / 2);
  if (reply.halfSent === 'stall') await ended(signal);
  throw broken('ECONNRESET', 'read');
}

/**
 * Sends a request, not yet signed, to DataWorks.
 * @throws as n8n's helper does where no reply comes
 */
export async function sendOver(
  dataWorks: LaggingDataWorks,
  request: IHttpRequestOptions,
  fate: Fate,
  signal: AbortSignal,
  arrived: () => void,
): Promise<HelperReply> {
  const { fault } = fate;
  if (fault?.kind === 'no connection') throw broken('ECONNREFUSED', 'connect');
  const headers = request.headers as Record<string, string>;
  const arrival = clock.sleep(fate.thereMs).then(() => {
    const outcome = dataWorks.handle(
      {
        action: headers['x-acs-action']!,
        version: headers['x-acs-version']!,
        method: request.method!,
        query: request.qs as Record<string, string>,
        ...(request.body === undefined
          ? {}
          : { body: Object.fromEntries(new URLSearchParams(request.body as string)) }),
      },
      fault,
    );
    arrived();
    return outcome;
  });
  const answered = async (): Promise<HelperReply> => {
    const outcome = await arrival;
    const delayMs = outcome.kind === 'reply' ? (outcome.delayMs ?? 0) : 0;
    const date = new Date(clock.now()).toUTCString();
    await clock.sleep(fate.backMs + delayMs);
    if (outcome.kind === 'dropped') throw broken('ECONNRESET', 'read');
    const { status, headers: sent } = outcome;
    const body = Readable.from(bytes(outcome, signal), { objectMode: false });
    return { statusCode: status, headers: { ...sent, date }, body };
  };
  const answer = answered();
  // It may come when nobody waits for it.
  answer.catch(() => {});
  return await Promise.race([answer, ended(signal)]);
}
