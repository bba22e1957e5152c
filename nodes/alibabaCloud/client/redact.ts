import { textOf } from '../redact/bytes';
import { decode, inOriginal } from '../redact/decode';
import { knownSecrets } from '../redact/knownSecrets';
import { findSignatures } from '../redact/otherSecrets';
import { findSecrets } from '../redact/secretsInText';
import { createMarks, type Marks } from '../redact/span';
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

/** From so many on they are written into one block of memory: so many small texts cost too much. */
const MANY = 1_000;

/** Blanks places of a text. */
function blankedAt(text: string, marks: Marks, from: number, to: number): string {
  let count = 0;
  marks.forEach(() => (count += 1));
  const rest = count < MANY ? createParts() : createBlock(to - from + count * BLANK.length);
  let at = from;
  marks.forEach((begin, end) => {
    if (end <= from || begin >= to) return;
    rest.add(text, at, begin);
    rest.add(BLANK, 0, BLANK.length);
    at = end;
  });
  rest.add(text, at, to);
  return rest.text();
}

function createParts() {
  const parts: string[] = [];
  return {
    add: (from: string, begin: number, end: number) => {
      if (end > begin) parts.push(from.slice(begin, end));
    },
    text: () => parts.join(''),
  };
}

function createBlock(most: number) {
  const units = new Uint16Array(most);
  let length = 0;
  return {
    add: (from: string, begin: number, end: number) => {
      for (let at = begin; at < end; at++) units[length++] = from.charCodeAt(at);
    },
    text: () => textOf(units.subarray(0, length)),
  };
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
    const marks = createMarks(looked.length);
    (named ? findSecrets : findSignatures)(decoded, inOriginal(decoded, marks.add));
    known(looked, decoded, marks.add);
    return blankedAt(looked, marks, Math.max(0, from - start), Math.min(text.length, to) - start);
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
  const texts: string[] = [];
  findSecrets(decoded, (begin, end) =>
    texts.push(decoded.text.slice(begin, end).replace(/^["'`]|["'`]$/g, '')),
  );
  return texts;
}

/** How deep a value is looked into; what is below is taken out. */
const DEEPEST = 200;

/** How many names of members are remembered: a long value has the same again and again. */
const MOST_NAMES = 1_000;

/** A value with every text in it redacted; the same value where nothing is taken out. */
export function redactTexts<Value extends Json>(value: Value, redact: Redact): Value {
  const names = new Map<string, string>();

  function shownName(name: string): string {
    let shown = names.get(name);
    if (shown !== undefined) return shown;
    shown = redact(name);
    if (names.size < MOST_NAMES) names.set(name, shown);
    return shown;
  }

  function inside(one: Json, depth: number): Json {
    if (typeof one === 'string') return redact(one);
    if (typeof one !== 'object' || one === null) return one;
    if (depth > DEEPEST) return BLANK;
    if (Array.isArray(one)) {
      let changed: Json[] | undefined;
      one.forEach((inner, at) => {
        const shown = inside(inner, depth + 1);
        if (shown === inner) return;
        changed ??= [...one];
        changed[at] = shown;
      });
      return changed ?? one;
    }
    if (!isJsonObject(one)) return one;
    let changed = false;
    const members = Object.entries(one).map(([name, inner]): [string, Json] => {
      const shown = inside(inner, depth + 1);
      const key = shownName(name);
      changed ||= shown !== inner || key !== name;
      return [key, shown];
    });
    return changed ? Object.fromEntries(members) : one;
  }

  return inside(value, 0) as Value;
}
