/** Any JSON value, as replies hold it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** A number of JSON, whole. */
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Where a string of JSON ends: the index of its closing quote. */
function closingQuote(json: string, openingQuote: number): number {
  for (let at = json.indexOf('"', openingQuote + 1); ; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
}

/**
 * JSON text with other text in place of its integers that are not safe. One pass, without a way back.
 * @param json text that is known to be JSON
 */
function replaceLongIntegers(json: string, write: (digits: string) => string): string {
  const parts: string[] = [];
  const numbersIn = (text: string) =>
    /\d{16}/.test(text)
      ? text.replace(NUMBER, (number) =>
          /[.eE]/.test(number) || Number.isSafeInteger(Number(number)) ? number : write(number),
        )
      : text;
  let from = 0;
  for (let open = json.indexOf('"'); open >= 0; open = json.indexOf('"', from)) {
    const end = closingQuote(json, open) + 1;
    if (open > from) parts.push(numbersIn(json.slice(from, open)));
    parts.push(json.slice(open, end));
    from = end;
  }
  parts.push(numbersIn(json.slice(from)));
  return parts.join('');
}

/**
 * Parses JSON and keeps every integer exact: a number where it is a safe integer, else its digits
 * as text (ids have up to 19 digits). Takes time in proportion to the text's length.
 * @throws SyntaxError for text that is not JSON
 */
export function parseExact(text: string): Json {
  const rounded = JSON.parse(text) as Json;
  if (!/\d{16}/.test(text)) return rounded;
  return JSON.parse(replaceLongIntegers(text, (digits) => `"${digits}"`)) as Json;
}

/** A beginning of texts that stands in none of these. */
function markFor(...texts: string[]): string {
  for (let number = 0; ; number++) {
    const mark = `integer ${number}: `;
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}

/**
 * JSON text of what `parseExact` made of a text and what may have been changed since: integers that
 * are not safe, and so became text, are integers again where they still stand at their place.
 * @param original the text that `value` was parsed from
 */
export function serializeExact(value: Json, original: string): string {
  const text = JSON.stringify(value);
  if (!/\d{16}/.test(original)) return text;
  const mark = markFor(original, text);
  const marked = replaceLongIntegers(original, (digits) => `"${mark}${digits}"`);
  const copy = { value: JSON.parse(text) as Json };
  const pairs: Array<[to: JsonObject | Json[], from: JsonObject | Json[]]> = [
    [copy, { value: JSON.parse(marked) as Json }],
  ];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [to, from] = pair as [JsonObject, JsonObject];
    for (const [key, before] of Object.entries(from)) {
      const now = Object.hasOwn(to, key) ? to[key] : undefined;
      if (typeof now === 'string' && before === `${mark}${now}`) to[key] = before;
      else if (typeof now === 'object' && now !== null && typeof before === 'object' && before) {
        pairs.push([now, before]);
      }
    }
  }
  return JSON.stringify(copy.value).replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

/**
 * The members of a JSON object, each as JSON text in which every integer stands as it was given.
 * @param text JSON text of an object
 */
export function memberTexts(text: string): Record<string, string> {
  const mark = markFor(text, JSON.stringify(JSON.parse(text)));
  const marked = replaceLongIntegers(text, (digits) => `"${mark}${digits}"`);
  const digits = new RegExp(`"${mark}(-?\\d+)"`, 'g');
  return Object.fromEntries(
    Object.entries(JSON.parse(marked) as JsonObject).map(([name, value]) => [
      name,
      JSON.stringify(value).replace(digits, '$1'),
    ]),
  );
}

/** Whether a value is a JSON object: no list, no `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, number or switch of a reply as text; '' for anything else. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

/** A number of a reply, given as such or as text; NaN for anything else. */
export function numberIn(value: unknown): number {
  const text = textIn(value);
  return text.trim() === '' ? NaN : Number(text);
}

/** An id in a reply, as text of its digits. */
export const idIn = (value: unknown): string | undefined =>
  /^[1-9]\d*$/.test(textIn(value)) ? textIn(value) : undefined;

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
