import type { Json, JsonObject } from './exactJson';
import { concealer, type Conceal } from './redact';

/** The longest part of a secret that every way of writing leaves as it is. */
function plainPart(secret: string): string {
  const parts = secret.split(/[^A-Za-z0-9]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** A copy in which every text has gone through `conceal`; numbers stay. Not recursive: a server may nest deep. */
function copied(body: JsonObject, conceal: Conceal): JsonObject {
  const copy: JsonObject = {};
  const open: Array<{ from: Json[] | JsonObject; put: (key: string, value: Json) => void }> = [];
  const into = (from: Json[] | JsonObject, to: Json[] | JsonObject) => {
    const put = Array.isArray(to)
      ? (_key: string, value: Json) => void to.push(value)
      : (key: string, value: Json) =>
          void Object.defineProperty(to, conceal(key), {
            value,
            configurable: true,
            enumerable: true,
            writable: true,
          });
    open.push({ from, put });
  };
  into(body, copy);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const [key, value] of Object.entries(next.from)) {
      if (typeof value === 'string') next.put(key, conceal(value));
      else if (typeof value === 'object' && value !== null) {
        const inner = Array.isArray(value) ? [] : {};
        next.put(key, inner);
        into(value, inner);
      } else next.put(key, value);
    }
  }
  return copy;
}

/**
 * The body of a reply without the secrets that its server quotes.
 * @param text the reply's text: where it holds no part of a secret, the body is given as it is
 */
export function withoutSecrets(
  body: JsonObject,
  text: string,
  secrets: Iterable<string>,
): JsonObject {
  const quoted = [...secrets].filter((secret) => text.includes(plainPart(secret)));
  return quoted.length === 0 ? body : copied(body, concealer(quoted));
}
