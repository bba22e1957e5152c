/** Longest reply that is read, in bytes. Real ones are far below. */
export const MAX_REPLY_BYTES = 10_000_000;

/** A reply's body, or as much of it as was read. */
export interface Body {
  text: string;
  /** Why the rest was not read: there was too much of it, or it did not come. */
  cut?: 'too long' | 'broken';
}

/** As much of a stream of Node.js as is used here. */
interface Readable {
  destroyed?: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'error' | 'close', listener: () => void): unknown;
  destroy(): unknown;
}

/** Listened to instead of iterated over, which would put one more iterator around each short reply. */
const isStream = (body: unknown): body is Readable =>
  typeof body === 'object' && body !== null && 'on' in body && typeof body.on === 'function';

/**
 * Reads a body to its end, or to its ten millionth byte.
 * @param body a stream of bytes, or text
 */
export async function readBody(body: unknown): Promise<Body> {
  if (!isStream(body)) return { text: typeof body === 'string' ? body : '' };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const cut = await new Promise<Body['cut']>((resolve) => {
    body.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length <= MAX_REPLY_BYTES) return;
      // Ends the connection.
      body.destroy();
      resolve('too long');
    });
    body.on('end', () => resolve(undefined));
    // An error, or the end of a connection without one.
    body.on('error', () => resolve('broken'));
    body.on('close', () => resolve('broken'));
    // It says nothing more.
    if (body.destroyed) resolve('broken');
  });
  const text = Buffer.concat(chunks).toString();
  return cut === undefined ? { text } : { text, cut };
}
