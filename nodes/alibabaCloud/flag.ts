const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', '1'].map((text) => [text, true] as const),
  ...['false', 'no', 'off', '0'].map((text) => [text, false] as const),
]);

/**
 * A switch as people and expressions give it: true, yes, on and 1, or false, no, off and 0, in any
 * case, as such or as text.
 * @returns `undefined` for anything else
 */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return FLAGS.get(String(value).trim().toLowerCase());
}
