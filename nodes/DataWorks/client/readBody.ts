import { clock } from './clock';

/** Longest reply that is read, in bytes. Real ones are far below. */
export const MAX_REPLY_BYTES = 10_000_000;

/** A reply's body, or as much of it as was read. */
export interface Body {
  text: string;
  /** Why the rest was not read. */
  cut?: 'too long' | 'too slow';
}

/**
 * Reads a body to its end, to its ten millionth byte, or until the time is over.
 * @param body a stream of bytes
 * @param deadline ms since 1970; the connection's own time limit ends a wait for the next bytes
 * @throws what the stream throws when the connection breaks
 */
export async function readBody(body: unknown, deadline: number): Promise<Body> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) {
    return { text: typeof body === 'string' ? body : '' };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  let cut: Body['cut'];
  // To leave the loop early ends the connection.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > MAX_REPLY_BYTES) cut = 'too long';
    else if (clock.now() > deadline) cut = 'too slow';
    if (cut !== undefined) break;
  }
  const text = Buffer.concat(chunks).toString();
  return cut === undefined ? { text } : { text, cut };
}
