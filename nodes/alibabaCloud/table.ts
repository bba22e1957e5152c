/**
 * A table in which what servers say is looked up: its own entries and none that every object inherits,
 * so that `constructor` is no entry.
 */
export function table<Value>(
  entries: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}
