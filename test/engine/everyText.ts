/** Every text in a value, keys included: what a search through stored data or logs would find. */
export function everyText(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  const isObject = typeof value === 'object' || typeof value === 'function';
  if (!isObject || value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof Map || value instanceof Set) return everyText([...value], seen);
  // Not only what is enumerable: `stack`, `message` and `cause` of errors are not.
  return Reflect.ownKeys(value).flatMap((key) => [
    ...(typeof key === 'string' ? [key] : []),
    ...everyText((value as Record<PropertyKey, unknown>)[key], seen),
  ]);
}
