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
export function sameScript(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return JSON.stringify(canonical(parseExact(a))) === JSON.stringify(canonical(parseExact(b)));
  } catch {
    return false;
  }
}
