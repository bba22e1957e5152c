/** Longest reply that is read, in bytes. Real ones are far below. */
export const MAX_REPLY_BYTES = 10_000_000;

/** A reply's body, or as much of it as was read. */
export interface Body {
  text: string;
  /** Why the rest was not read: there was too much of it, or it did not come. */
  cut?: 'too long' | 'broken';
}

/**
 * Reads a body to its end, or to its ten millionth byte.
 * @param body a stream of bytes, or text
 */
export async function readBody(body: unknown): Promise<Body> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) {
    return { text: typeof body === 'string' ? body : '' };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  let cut: Body['cut'];
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.byteLength;
      // To leave the loop ends the connection.
      if (length > MAX_REPLY_BYTES) cut = 'too long';
      if (cut !== undefined) break;
    }
  } catch {
    cut = 'broken';
  }
  const text = Buffer.concat(chunks).toString();
  return cut === undefined ? { text } : { text, cut };
}
