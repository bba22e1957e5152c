import { bytesOf, namesIn } from './bytes';
import type { Decoded } from './decode';
import { otherSecrets } from './otherSecrets';
import { createPhraseSearch } from './phraseSearch';
import { isAboutSecret, isSecretName, LAST, PAIR, stems, takesLine } from './secretNames';
import type { Span } from './span';
import { createValueReader, type ValueReader } from './valueInText';

const searchStems = createPhraseSearch(stems.map((stem) => bytesOf(namesIn(stem))));
const LONGEST_LAST = 4;
const lastStems: ReadonlySet<string> = new Set(LAST);

const isWord = (text: string, at: number) =>
  isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at));
/** `dbPass` */
const isCamel = (text: string, at: number) =>
  /[a-z\d][A-Z]/.test(text.slice(Math.max(0, at - 1), at + 1)) && !isWord(text, at + 4);
const isNumber = (text: string, { begin, end }: Span) =>
  end - begin < 20 && isDigit(text.charCodeAt(begin)) && /^\d+$/.test(text.slice(begin, end));

/** How many names of a text are remembered: most of a long one are the same. */
const MOST_NAMES = 1_000;

/** How far a name is followed to either side of what names a secret in it. */
const REACH = 60;

const VALUE = PAIR.value.join('|');
const NAME = PAIR.name.join('|');
const MEMBER = `["']?\\w{1,30}["']?\\s*[:=]\\s*["']?[^"'\\s,{}]{0,60}["']?\\s*,\\s*`;

/** Beside a name that ends here: the other half of its pair, up to the value. */
const PAIR_AFTER = new RegExp(
  `(?:["'\`]\\s*(?:,\\s*)?|,\\s*)(?:${MEMBER}){0,3}["']?(?:${VALUE})["']?\\s*[:=]\\s*`,
  'iy',
);
const ELEMENT_AFTER = new RegExp(
  `</[\\w:.-]{1,60}>\\s*<(?:[\\w.-]{1,30}:)?(?:${VALUE})(?:\\s[^<>]{0,200})?>|["'][^<>]{0,200}>`,
  'iy',
);
/** Before a name that begins here: the other half of its pair; its group is the value. */
const PAIR_BEFORE = new RegExp(
  `["']?(?:${VALUE})["']?\\s*[:=]\\s*["']([^"']{1,200})["']\\s*(?:,\\s*)?["']?(?:${NAME})["']?\\s*[:=]\\s*["']$`,
  'i',
);
const PAIR_WINDOW = 400;

/** Between a name and its value; a form has `+` for a space. */
const SEPARATOR = /["'`\]]{0,3}[\s+]{0,20}(?::=|=>|==?|:(?!\/\/))[^\S\n]{0,20}\+?/y;
/** The same where the name stands in quotes: the value may be on the next line. */
const QUOTED_SEPARATOR = /["'`\]]{1,3}[\s+]{0,40}(?::=|=>|==?|:)\s{0,40}\+?/y;
const QUOTE = '"\'`]';
const FLAG_SEPARATOR = /(?:[^\S\n]{1,20}|\+)(?!-)/y;
const OPENING_TAG = /<(?:[\w.-]{1,30}:)?$/;
const TAG_END = /(?:\s[^<>]{0,200})?>/y;

/** Where a pattern that is tried at one place ends, or -1. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const isJoint = (unit: number) => unit === 0x2d || unit === 0x2e;
const isLetter = (unit: number) => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;
const isNameUnit = (unit: number) =>
  isLetter(unit) || isDigit(unit) || isJoint(unit) || unit === 0x5f || unit === 0x24;

/** A name in a text, and where it stands; signs before and after it are not of the name. */
interface Name extends Span {
  name: string;
  isFlag: boolean;
}

function nameAround(text: string, begin: number, end: number, floor: number): Name {
  let from = begin;
  const least = Math.max(floor, begin - REACH);
  while (from > least && isNameUnit(text.charCodeAt(from - 1))) from -= 1;
  let to = end;
  const most = end + REACH;
  while (to < most && isNameUnit(text.charCodeAt(to))) to += 1;
  const isFlag = text.charAt(from) === '-';
  while (isJoint(text.charCodeAt(from))) from += 1;
  // The end of a sentence, or an arrow.
  while (to > end && isJoint(text.charCodeAt(to - 1))) to -= 1;
  return { begin: from, end: to, name: text.slice(from, to), isFlag };
}

/** The value that belongs to a name, wherever it stands. */
function valueOf(
  text: string,
  found: Name,
  takesLine: boolean,
  read: ValueReader,
): Span | undefined {
  const { begin, end, isFlag } = found;
  const sign = text.charAt(end);
  // What nearly all are like needs no pattern.
  if ((sign === '=' || sign === ':') && isNameUnit(text.charCodeAt(end + 1))) {
    return read.value(end + 1, takesLine);
  }
  let at = QUOTE.includes(sign) ? endOf(QUOTED_SEPARATOR, text, end) : -1;
  if (at < 0) at = endOf(SEPARATOR, text, end);
  if (at >= 0) return read.value(at, takesLine);
  if (isFlag) {
    at = endOf(FLAG_SEPARATOR, text, end);
    if (at >= 0) return read.value(at, false);
  }
  const before = text.slice(Math.max(0, begin - PAIR_WINDOW), begin);
  if (OPENING_TAG.test(before.slice(-32))) {
    at = endOf(TAG_END, text, end);
    return at < 0 ? undefined : read.element(at);
  }
  at = endOf(PAIR_AFTER, text, end);
  if (at >= 0) return read.value(at, false);
  at = endOf(ELEMENT_AFTER, text, end);
  if (at >= 0) return read.element(at);
  const pair = PAIR_BEFORE.exec(before);
  if (!pair?.[1]) return undefined;
  const from = begin - before.length + before.indexOf(pair[1], pair.index);
  return { begin: from, end: from + pair[1].length };
}

/**
 * What looks like a secret in a text: by the name before or beside it (`password=`, `"token": …`,
 * `--secret x`, XML, pairs of a name and a value), or by its own form (see `otherSecrets`).
 * @returns places in the decoded text, in any order; they may overlap
 */
export function secretsInText(decoded: Decoded): Span[] {
  const { text } = decoded;
  const read = createValueReader(decoded);
  const spans = otherSecrets(decoded);
  const { bytes, places = new Int32Array(), length } = namesIn(text);
  const judged = new Map<string, { isSecret: boolean; takesLine: boolean }>();
  let done = 0;
  searchStems(bytes, length, (first, last) => {
    const hit = places[first] as number;
    if (hit < done) return;
    const end = (places[last] as number) + 1;
    // The short ones are parts of many words.
    if (end - hit <= LONGEST_LAST && lastStems.has(text.slice(hit, end).toLowerCase())) {
      const isWhole = !isWord(text, hit - 1) && !isWord(text, end);
      if (!isWhole && !isCamel(text, hit)) return;
    }
    const found = nameAround(text, hit, end, done);
    let verdict = judged.get(found.name);
    if (verdict === undefined) {
      verdict = { isSecret: isSecretName(found.name), takesLine: takesLine(found.name) };
      if (judged.size < MOST_NAMES) judged.set(found.name, verdict);
    }
    if (!verdict.isSecret) return;
    done = found.end;
    const span = valueOf(text, found, verdict.takesLine, read);
    if (span === undefined) return;
    if (isNumber(text, span) && isAboutSecret(found.name)) return;
    spans.push(span);
    done = Math.max(done, span.end);
  });
  return spans;
}
