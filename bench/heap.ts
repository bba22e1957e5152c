/** The bytes of live objects. Needs `--expose-gc`. */
export function liveBytes(): number {
  const { gc } = globalThis;
  if (!gc) throw new Error('Start Node with --expose-gc.');
  gc();
  return process.memoryUsage().heapUsed;
}

/** The bytes that a value takes on the heap, from a copy of it that shares nothing. */
export function bytesOf(value: unknown): number {
  const before = liveBytes();
  const copy: unknown = structuredClone(value);
  const bytes = liveBytes() - before;
  // Alive until here.
  return copy === undefined ? 0 : bytes;
}
