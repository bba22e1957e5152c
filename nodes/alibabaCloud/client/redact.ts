import { decode } from '../redact/decode';
import { knownSecrets } from '../redact/knownSecrets';
import { signatures } from '../redact/otherSecrets';
import { secretsInText } from '../redact/secretsInText';
import { joined, type Span } from '../redact/span';
import { isJsonObject, type Json } from './exactJson';

/** What stands in place of a secret. */
export const BLANK = '***';

/** Which part of a text is wanted, in characters; all of it unless given. */
export interface Part {
  from?: number;
  to?: number;
}

/**
 * Takes secrets out of a text, or out of a part of it: what is around the part is looked at, too, so
 * that a secret over its ends is found. To be used before the text is cleaned or cut. Linear.
 */
export type Redact = (text: string, part?: Part) => string;

/** How much is looked at around a part, in characters. */
const ROOM = 4_096;

/** Blanks places of a text. */
function blankedAt(text: string, spans: readonly Span[], from: number, to: number): string {
  let rest = '';
  let at = from;
  for (const { begin, end } of joined(spans)) {
    if (end <= from || begin >= to) continue;
    rest += `${text.slice(at, Math.max(at, begin))}${BLANK}`;
    at = end;
  }
  return rest + text.slice(at, Math.max(at, to));
}

/**
 * @param secrets texts that must not be shown, in whatever way they are quoted, nor parts of a long
 * one; those of less than four characters are found between quotes only
 * @param named whether what looks like a secret is taken out too, by a name beside it or its form
 */
export function createRedactor(secrets: Iterable<string>, named = true): Redact {
  const known = knownSecrets(secrets);
  return (text, { from = 0, to = text.length } = {}) => {
    const start = Math.max(0, from - ROOM);
    const looked = text.slice(start, Math.min(text.length, to + ROOM));
    const decoded = decode(looked);
    const { begins } = decoded;
    const found = named ? secretsInText(decoded) : signatures(decoded.text);
    const spans = known.find(looked, decoded);
    for (const { begin, end } of found) {
      spans.push(
        begins ? { begin: begins[begin] as number, end: begins[end] as number } : { begin, end },
      );
    }
    return blankedAt(looked, spans, Math.max(0, from - start), Math.min(text.length, to) - start);
  };
}

/** The same for secrets of which more may come. */
export function growingRedactor(secrets: () => readonly string[], named = true): Redact {
  let known = -1;
  let redact: Redact = (text) => text;
  return (text, part) => {
    const now = secrets();
    if (now.length !== known) redact = createRedactor(now, named);
    known = now.length;
    return redact(text, part);
  };
}

/** What looks like a secret in a text, without the quotes around it and with its quoting undone. */
export function secretTextsIn(text: string): string[] {
  const decoded = decode(text);
  return secretsInText(decoded).map(({ begin, end }) =>
    decoded.text.slice(begin, end).replace(/^["'`]|["'`]$/g, ''),
  );
}

/** How deep a value is looked into; what is below is taken out. */
const DEEPEST = 200;

/** A value with every text in it redacted; the same value where nothing is taken out. */
export function redactTexts<Value extends Json>(value: Value, redact: Redact): Value {
  return inside(value, redact, 0) as Value;
}

function inside(value: Json, redact: Redact, depth: number): Json {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return BLANK;
  if (Array.isArray(value)) {
    let changed: Json[] | undefined;
    value.forEach((inner, at) => {
      const shown = inside(inner, redact, depth + 1);
      if (shown === inner) return;
      changed ??= [...value];
      changed[at] = shown;
    });
    return changed ?? value;
  }
  if (!isJsonObject(value)) return value;
  let changed = false;
  const members = Object.entries(value).map(([name, inner]): [string, Json] => {
    const shown = inside(inner, redact, depth + 1);
    const key = redact(name);
    changed ||= shown !== inner || key !== name;
    return [key, shown];
  });
  return changed ? Object.fromEntries(members) : value;
}
