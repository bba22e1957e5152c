import { parseExact, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { BLANK, createRedactor, secretTextsIn } from '../../alibabaCloud/client/redact';
import { halfOf, isAboutSecret, isSecretName } from '../../alibabaCloud/redact/secretNames';
import type { Note } from './finding';

/** How deep a value is looked into; what is below counts as a secret as a whole. */
const DEEPEST = 200;

const redactText = createRedactor([]);

/** What to do with a value, by what it is. */
interface Visit {
  /** A value that is a secret by its name, of any type, or by its depth. */
  secret(value: Json, place: string): Json;
  /** A text that is no JSON; secrets may be in it. */
  text(text: string, place: string): string;
}

/** Whether a value can be a secret at all: not a switch, nothing, or what is counted. */
function isSecretValue(name: string, value: Json): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return false;
  if (typeof value === 'object' && Object.keys(value).length === 0) return false;
  return typeof value !== 'number' || !isAboutSecret(name);
}

/** What a name of a member says. */
interface Said {
  isSecret: boolean;
  half: ReturnType<typeof halfOf>;
}

/** How many names are remembered: a long script has the same again and again. */
const MOST_NAMES = 1_000;

/** Goes through values and the JSON in their texts; gives the same value where nothing changes. */
function walker(visit: Visit): (value: Json) => Json {
  const known = new Map<string, Said>();

  function saidBy(name: string): Said {
    let said = known.get(name);
    if (said) return said;
    said = { isSecret: isSecretName(name), half: halfOf(name) };
    if (known.size < MOST_NAMES) known.set(name, said);
    return said;
  }

  /** The name that a pair of members gives to its value: `{"name": "password", "value": "x"}`. */
  function pairName(object: JsonObject): string | undefined {
    const names = Object.keys(object);
    if (!names.some((name) => saidBy(name).half === 'value')) return undefined;
    return names
      .filter((name) => saidBy(name).half === 'name')
      .map((name) => object[name])
      .find((value): value is string => typeof value === 'string' && isSecretName(value));
  }

  function walk(value: Json, place: string, depth: number): Json {
    if (typeof value === 'string') return walkText(value, place, depth);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= DEEPEST) return visit.secret(value, place);
    if (Array.isArray(value)) {
      let shown = value;
      value.forEach((inner, at) => {
        const result = walk(inner, `${place}[${at}]`, depth + 1);
        if (result === inner) return;
        if (shown === value) shown = [...value];
        shown[at] = result;
      });
      return shown;
    }
    const pair = pairName(value);
    const changes = new Map<string, Json>();
    for (const name of Object.keys(value)) {
      const inner = value[name] as Json;
      const at = place === '' ? name : `${place}.${name}`;
      const { isSecret, half } = saidBy(name);
      const by = isSecret ? name : half === 'value' ? pair : undefined;
      const result =
        by !== undefined && isSecretValue(by, inner)
          ? visit.secret(inner, at)
          : walk(inner, at, depth + 1);
      if (result !== inner) changes.set(name, result);
    }
    if (changes.size === 0) return value;
    // A name may be `__proto__`.
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, changes.get(name) ?? inner]),
    );
  }

  function walkText(text: string, place: string, depth: number): Json {
    if (/^[\s\uFEFF]*["{[]/.test(text)) {
      try {
        const inner = parseExact(text);
        if (typeof inner === 'object' || typeof inner === 'string') {
          const shown = walk(inner, place, depth + 1);
          return shown === inner ? text : JSON.stringify(shown);
        }
      } catch {
        // Not JSON, or too deep to be written again: the rules for texts hold.
      }
    }
    return visit.text(text, place);
  }

  return (value) => walk(value, '', 0);
}

/** Every text and number below a value. */
function leaves(value: Json, into: string[]): void {
  const rest: Json[] = [value];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (typeof one === 'string' || typeof one === 'number') into.push(String(one));
    else if (typeof one === 'object' && one !== null) {
      for (const inner of Object.values(one)) rest.push(inner);
    }
  }
}

/**
 * The texts in a script that are secrets, to keep them out of messages: by their name, whatever their
 * type; parts of connection texts; what is in JSON inside of JSON.
 */
export function scriptSecrets(value: Json): string[] {
  const secrets: string[] = [];
  walker({
    secret(inner) {
      const texts: string[] = [];
      leaves(inner, texts);
      for (const text of texts) {
        // Of a text with names in it (SASL) the values are secret, not each of its words.
        const parts = secretTextsIn(text);
        secrets.push(...(parts.length > 0 && text.length > LONGEST_KEPT ? parts : [text]));
      }
      return inner;
    },
    text(text) {
      secrets.push(...secretTextsIn(text));
      return text;
    },
  })(value);
  return [...new Set(secrets)].filter((secret) => secret !== '' && secret !== BLANK);
}

/** A longer secret with others in it is known by these. */
const LONGEST_KEPT = 64;

/** The same for a script as JSON text; none for what is no such text. */
export function secretsInContent(content: Json | undefined): string[] {
  try {
    return typeof content === 'string' ? scriptSecrets(parseExact(content)) : [];
  } catch {
    return [];
  }
}

/** The same value with every secret blanked; scripts may stand in it as JSON or as text. */
export const redactScript: (value: Json) => Json = walker({
  secret: () => BLANK,
  text: (text) => redactText(text),
});

const isBlank = (text: string) => text.replace(/^["'`]|["'`]$/g, '') === BLANK;

/** Takes down each place where a script holds the blank instead of its secret. */
export function findBlanks(value: Json, note: Note): void {
  const found = (place: string) =>
    note(
      place,
      `is ${BLANK}, which stands for a secret: give the secret itself, or read the script with Conceal Secrets turned off`,
    );
  walker({
    secret(inner, place) {
      const texts: string[] = [];
      leaves(inner, texts);
      if (texts.some((text) => isBlank(text) || secretTextsIn(text).some(isBlank))) found(place);
      return inner;
    },
    text(text, place) {
      if (secretTextsIn(text).some(isBlank)) found(place);
      return text;
    },
  })(value);
}
