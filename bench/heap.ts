import { setTimeout as pause } from 'node:timers/promises';

/** The bytes of live objects. Needs `--expose-gc`. */
export function liveBytes(): number {
  const { gc } = globalThis;
  if (!gc) throw new Error('Start Node with --expose-gc.');
  gc();
  return process.memoryUsage().heapUsed;
}

/** How long connections take to close after their last reply, in ms. */
const CLOSED_MS = 200;

/** The same when what was under way has ended: n8n's client has a connection for each call. */
export async function settledBytes(): Promise<number> {
  await pause(CLOSED_MS);
  return liveBytes();
}

/** The bytes that a value takes on the heap, from a copy of it that shares nothing. */
export function bytesOf(value: unknown): number {
  const before = liveBytes();
  const copy: unknown = structuredClone(value);
  const bytes = liveBytes() - before;
  // Alive until here.
  return copy === undefined ? 0 : bytes;
}
