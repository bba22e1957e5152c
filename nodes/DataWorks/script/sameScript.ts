import { isJsonObject, parseExact, type Json } from '../../alibabaCloud/client/exactJson';

function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key] as Json)]),
  );
}

/** Whether two scripts (JSON text) say the same, whatever their spacing and the order of their keys. */
function sameScript(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return JSON.stringify(canonical(parseExact(a))) === JSON.stringify(canonical(parseExact(b)));
  } catch {
    return false;
  }
}

/**
 * Whether a stored script holds the one that was sent: DataWorks adds a top-level `extend` of its own
 * (the editor's mode, the resource group). Source: batch files as its editor and its API give them.
 */
export function holdsScript(stored: string, sent: string): boolean {
  if (sameScript(stored, sent)) return true;
  try {
    const [held, given] = [parseExact(stored), parseExact(sent)];
    if (!isJsonObject(held) || !isJsonObject(given) || given.extend !== undefined) return false;
    const { extend, ...rest } = held;
    return extend !== undefined && sameScript(JSON.stringify(rest), JSON.stringify(given));
  } catch {
    return false;
  }
}
