/** What is to be done when a signal goes off. */
const awaiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Does something when the signal goes off. However many ask, the signal has one listener: an
 * execution's signal lives through all items and rounds of a loop, and Node.js warns above ten.
 * @returns to be called when it is no longer wanted
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  let acts = awaiting.get(signal);
  if (acts === undefined) {
    const all = new Set<() => void>();
    signal.addEventListener('abort', () => all.forEach((one) => one()), { once: true });
    awaiting.set(signal, all);
    acts = all;
  }
  const all = acts;
  all.add(act);
  return () => void all.delete(act);
}
