import { parseExact, type Json } from '../../alibabaCloud/client/exactJson';
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

/** The name that a pair of members gives to its value: `{"name": "password", "value": "x"}`. */
function pairName(members: readonly [string, Json][]): string | undefined {
  if (!members.some(([name]) => halfOf(name) === 'value')) return undefined;
  const named = members.find(
    ([name, value]) => halfOf(name) === 'name' && typeof value === 'string' && isSecretName(value),
  );
  return named?.[1] as string | undefined;
}

/** Goes through a value and the JSON in its texts; gives the same value where nothing changes. */
function walk(value: Json, visit: Visit, place = '', depth = 0): Json {
  if (typeof value === 'string') return walkText(value, visit, place, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return visit.secret(value, place);
  if (Array.isArray(value)) {
    const shown = value.map((inner, at) => walk(inner, visit, `${place}[${at}]`, depth + 1));
    return shown.some((inner, at) => inner !== value[at]) ? shown : value;
  }
  const members = Object.entries(value);
  const pair = pairName(members);
  let changed = false;
  const shown = members.map(([name, inner]): [string, Json] => {
    const at = place === '' ? name : `${place}.${name}`;
    const by = isSecretName(name) ? name : halfOf(name) === 'value' ? pair : undefined;
    const result =
      by !== undefined && isSecretValue(by, inner)
        ? visit.secret(inner, at)
        : walk(inner, visit, at, depth + 1);
    changed ||= result !== inner;
    return [name, result];
  });
  return changed ? Object.fromEntries(shown) : value;
}

function walkText(text: string, visit: Visit, place: string, depth: number): Json {
  if (/^[\s\uFEFF]*["{[]/.test(text)) {
    try {
      const inner = parseExact(text);
      if (typeof inner === 'object' || typeof inner === 'string') {
        const shown = walk(inner, visit, place, depth + 1);
        return shown === inner ? text : JSON.stringify(shown);
      }
    } catch {
      // Not JSON, or too deep to be written again: the rules for texts hold.
    }
  }
  return visit.text(text, place);
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
  walk(value, {
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
  });
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
export function redactScript(value: Json): Json {
  return walk(value, { secret: () => BLANK, text: (text) => redactText(text) });
}

const isBlank = (text: string) => text.replace(/^["'`]|["'`]$/g, '') === BLANK;

/** Takes down each place where a script holds the blank instead of its secret. */
export function findBlanks(value: Json, note: Note): void {
  const found = (place: string) =>
    note(
      place,
      `is ${BLANK}, which stands for a secret: give the secret itself, or read the script with Conceal Secrets turned off`,
    );
  walk(value, {
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
  });
}
