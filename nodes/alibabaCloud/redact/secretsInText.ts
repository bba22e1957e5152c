import { names } from './bytes';
import { isDigit, isLetter, isSpace } from './characters';
import type { Decoded } from './decode';
import { createNameReader, isNameUnit, type Name } from './nameInText';
import { findOthers } from './otherSecrets';
import { createPhraseSearch } from './phraseSearch';
import { isAboutSecret, LAST, PAIR, stems } from './secretNames';
import { createPairReader } from './pairs';
import { endOf, separatorEnd } from './separators';
import type { Found, Span } from './span';
import { createValueReader } from './valueInText';

const searchStems = createPhraseSearch(stems, names);
const LONGEST_LAST = 4;
const lastStems: ReadonlySet<string> = new Set(LAST);

const isWord = (text: string, at: number) =>
  isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at));
const isUpper = (unit: number) => unit >= 0x41 && unit <= 0x5a;
/** `dbPass` */
const isCamel = (text: string, at: number, end: number) =>
  isUpper(text.charCodeAt(at)) &&
  isWord(text, at - 1) &&
  !isUpper(text.charCodeAt(at - 1)) &&
  !isWord(text, end);
const isNumber = (text: string, { begin, end }: Span) =>
  end - begin < 20 && isDigit(text.charCodeAt(begin)) && /^\d+$/.test(text.slice(begin, end));

const LESS = 0x3c;
const GREATER = 0x3e;

const FLAG_SEPARATOR = /(?:[^\S\n]{1,20}|\+)(?!-)/y;
const OPENING_TAG = /<[\w.-]{1,30}:$/;
const ELEMENT_AFTER = new RegExp(
  `</[\\w:.-]{1,60}>\\s*<(?:[\\w.-]{1,30}:)?(?:${PAIR.value.join('|')})(?:\\s[^<>]{0,200})?>`,
  'iy',
);
/** How long the rest of a tag may be. */
const LONGEST_TAG = 200;

/** Finds what is said with angle brackets. */
function createTagReader(text: string) {
  let angle = { from: 0, at: -1 };
  /** The next angle bracket, looked for once. */
  function nextAngle(from: number): number {
    if (from < angle.from || from > angle.at) {
      let at = from;
      while (at < text.length && text.charCodeAt(at) !== LESS && text.charCodeAt(at) !== GREATER)
        at += 1;
      angle = { from, at };
    }
    return angle.at;
  }

  return {
    /** Whether a name that begins here is the name of an element. */
    begins(at: number): boolean {
      const before = text.charCodeAt(at - 1);
      if (before === LESS) return true;
      return before === 0x3a && OPENING_TAG.test(text.slice(Math.max(0, at - 32), at));
    },
    /** Where the tag ends, or -1. */
    end(at: number): number {
      const close = nextAngle(at);
      return text.charCodeAt(close) === GREATER && close - at <= LONGEST_TAG ? close + 1 : -1;
    },
  };
}

/** Most texts have no name of a secret and need none of these. */
const createReaders = (decoded: Decoded) => ({
  read: createValueReader(decoded),
  name: createNameReader(decoded.text),
  tags: createTagReader(decoded.text),
  pairs: createPairReader(decoded.text),
});
type Readers = ReturnType<typeof createReaders>;

/**
 * Tells the values that belong to a name, wherever they stand.
 * @returns where the last one ends that stands after the name, or -1
 */
function findValues(
  text: string,
  { begin, end, isFlag, takesLine }: Name,
  { read, tags, pairs }: Readers,
  found: (span: Span) => void,
): number {
  const tell = (span: Span | undefined): number => {
    if (span) found(span);
    return span?.end ?? -1;
  };
  const sign = text.charCodeAt(end);
  // What nearly all are like.
  if ((sign === 0x3d || sign === 0x3a) && isNameUnit(text.charCodeAt(end + 1))) {
    return tell(read.value(end + 1, takesLine));
  }
  let at = separatorEnd(text, end);
  if (at >= 0) return tell(read.value(at, takesLine));
  if (isFlag) {
    at = endOf(FLAG_SEPARATOR, text, end);
    if (at >= 0) return tell(read.value(at, false));
  }
  if (tags.begins(begin)) {
    at = sign === GREATER || isSpace(sign) ? tags.end(end) : -1;
    return at < 0 ? -1 : tell(read.element(at));
  }
  let last = -1;
  // A pair may have its value and one for want of it.
  for (at = pairs.after(end); at >= 0; at = pairs.after(last)) {
    const to = tell(read.value(at, false));
    if (to < 0) break;
    last = to;
  }
  if (last >= 0) return last;
  if (sign === LESS) at = endOf(ELEMENT_AFTER, text, end);
  else if (sign === 0x22 || sign === 0x27) at = tags.end(end + 1);
  if (at >= 0) return tell(read.element(at));
  pairs.before(begin, (from, to) => found({ begin: from, end: to }));
  return -1;
}

/**
 * Tells what looks like a secret in a text: by the name before or beside it (`password=`,
 * `"token": …`, `--secret x`, XML, pairs of a name and a value), or by its own form. Places are
 * those of the decoded text.
 */
export function findSecrets(decoded: Decoded, found: Found): void {
  const { text } = decoded;
  findOthers(decoded, found);
  let readers: Readers | undefined;
  let done = 0;
  searchStems(text, (hit, end) => {
    if (hit < done) return;
    // The short ones are parts of many words.
    if (end - hit <= LONGEST_LAST && lastStems.has(text.slice(hit, end).toLowerCase())) {
      const isWhole = !isWord(text, hit - 1) && !isWord(text, end);
      if (!isWhole && !isCamel(text, hit, end)) return;
    }
    readers ??= createReaders(decoded);
    const name = readers.name(hit, end, done);
    if (name === undefined) return;
    done = name.end;
    const last = findValues(text, name, readers, (span) => {
      if (isNumber(text, span) && isAboutSecret(text.slice(name.begin, name.end))) return;
      found(span.begin, span.end);
    });
    done = Math.max(done, last);
  });
}
