import { readBody } from './readBody';
import type { RawReply } from './reply';

/** Settings of n8n's HTTP helpers for a reply as it came. */
export const rawReplySettings = {
  // A stream, because n8n's client reads a body of any length, and rounds the large numbers of
  // JSON that it parses itself.
  encoding: 'stream',
  returnFullResponse: true,
  // The reply's own code says more than a thrown status, and a 401 must not be sent twice.
  ignoreHttpStatusErrors: true,
  disableFollowRedirect: true,
} as const;

interface HelperReply {
  statusCode: number;
  headers: Record<string, unknown>;
  body: unknown;
}

/**
 * What one of n8n's HTTP helpers gives with `rawReplySettings`, its body read.
 * @throws what the helper throws
 */
export async function rawReply(sent: Promise<unknown>): Promise<RawReply> {
  const { statusCode: status, headers, body } = (await sent) as HelperReply;
  return { status, headers, ...(await readBody(body)) };
}
