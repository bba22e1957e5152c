/** A query or form field: name and value, both not yet encoded. */
export type Field = readonly [name: string, value: string];

/**
 * RFC 3986 percent-encoding of UTF-8: all but `A-Z a-z 0-9 - _ . ~` is encoded.
 * @throws URIError when the text holds half of a surrogate pair
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The query string of ACS3-HMAC-SHA256: encoded, sorted by name, then by value; `''` without fields.
 * @throws URIError when a field holds half of a surrogate pair
 */
export function canonicalQuery(fields: readonly Field[]): string {
  return fields
    .map(([name, value]) => ({ name, text: `${percentEncode(name)}=${percentEncode(value)}` }))
    .sort((one, other) => compare(one.name, other.name) || compare(one.text, other.text))
    .map(({ text }) => text)
    .join('&');
}

/**
 * An `application/x-www-form-urlencoded` body, in the encoding that Alibaba Cloud's own client sends.
 * @throws URIError when a field holds half of a surrogate pair
 */
export function formBody(fields: readonly Field[]): string {
  return fields
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
