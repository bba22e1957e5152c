import { isJsonObject, parseExact, type Json } from '../../alibabaCloud/client/exactJson';
import type { Note } from './finding';

/** Names of settings that hold secrets. */
export const SECRET_NAME = /pass(word|wd|phrase)|pwd|secret|access_?(key|id)|token|credential/i;

/** What stands in place of a secret. */
const BLANK = '***';

const isSecret = (name: string, inner: Json): inner is string =>
  typeof inner === 'string' && SECRET_NAME.test(name);

/** The texts in a script that are secrets by their name, to keep them out of messages. */
export function scriptSecrets(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptSecrets);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    isSecret(name, inner) ? [inner] : scriptSecrets(inner),
  );
}

/** The same script with every secret blanked. */
export function withoutScriptSecrets(value: Json): Json {
  return blanked(value, (text) => text);
}

/** A reply with the secrets of its scripts blanked; a script stands there as JSON or as its text. */
export function withoutSecretsInside(value: Json): Json {
  return blanked(value, (text) => {
    if (!/^\s*[{[]/.test(text)) return text;
    try {
      const script = parseExact(text);
      return scriptSecrets(script).length === 0
        ? text
        : JSON.stringify(withoutScriptSecrets(script));
    } catch {
      return text;
    }
  });
}

function blanked(value: Json, ofText: (text: string) => string): Json {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return value.map((inner) => blanked(inner, ofText));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name, inner) ? BLANK : blanked(inner, ofText),
    ]),
  );
}

/** Takes down each place where a script holds the blank instead of its secret. */
export function findBlanks(value: Json, note: Note, path = ''): void {
  if (Array.isArray(value)) {
    value.forEach((inner, at) => findBlanks(inner, note, `${path}[${at}]`));
  } else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const place = path === '' ? name : `${path}.${name}`;
      if (isSecret(name, inner) && inner === BLANK) {
        note(
          place,
          `is ${BLANK}, which stands for a secret: give the secret itself, or read the script with Conceal Secrets turned off`,
        );
      }
      findBlanks(inner, note, place);
    }
  }
}
