/** Any JSON value, as replies hold it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Strings are matched too, so that digits inside them are passed over. */
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.+-])-?[1-9]\d{15,}(?![\d.eE])/g;

/**
 * Parses JSON and keeps every integer exact: a number where it is a safe integer, else its digits
 * as text (ids of DataWorks have up to 19 digits).
 * @throws SyntaxError for text that is not JSON
 */
export function parseExact(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  const quoted = text.replace(STRING_OR_LONG_INTEGER, (match) =>
    match.startsWith('"') || Number.isSafeInteger(Number(match)) ? match : `"${match}"`,
  );
  return JSON.parse(quoted) as Json;
}

/** Whether a value is a JSON object: no list, no `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An id as `parseExact` gives it: a number where it is a safe integer, else its digits as text. */
export function exactId(digits: string): number | string {
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
}

/** The members with these names that an object has. */
export function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
