import { isDigit, isLetter, isQuote as isQuoteSign } from './characters';
import { isEncodedUnlike, widthAt, type Decoded } from './decode';
import type { Span } from './span';

/** Reads the value of a name out of a decoded text. Places are those of the decoded text. */
export interface ValueReader {
  /**
   * The value that begins at a place: in quotes, a list or an object, or as far as it goes without.
   * @param takesLine whether it runs to the end of the line where it has no quotes
   */
  value(at: number, takesLine: boolean): Span | undefined;
  /** The text of an XML element from the end of its opening tag on. */
  element(at: number): Span | undefined;
}

/** How far a value in quotes may go on over the end of its line, and a list or an object at all. */
const LONGEST_LINES = 4_096;
const LONGEST_LIST = 20_000;

/** Words that are no secret where they stand without quotes. */
const NOTHING = /^(?:null|none|nil|undefined|true|false)$/i;
const SHORTEST_NOTHING = 3;
const LONGEST_NOTHING = 9;
/** Before a secret in a header. */
const SCHEME = /^(?:bearer|basic|digest|negotiate|token|apikey|acs3-hmac-sha256)$/i;
const MEMBER = /[\s"']{0,20}[a-z_][\w.-]{0,40}["']?\s{0,3}[=:]/iy;
const LISTED = /[\s"'{[\d-]/;

const isWord = (unit: number) => isDigit(unit) || isLetter(unit) || unit === 0x5f || unit > 0x7f;

/** What splits a secret in a text, such as a zero-width space, is part of it. */
const isSpace = (unit: number) =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0x3000;

const LINE = 0x0a;
const AMPERSAND = 0x26;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const BAR = 0x7c;
const isBetween = (unit: number) =>
  unit === COMMA || unit === SEMICOLON || unit === AMPERSAND || unit === BAR;
/** `)`, `]`, `}` or `>` */
const isClosing = (unit: number) =>
  unit === 0x29 || unit === 0x5d || unit === 0x7d || unit === 0x3e;
/** `{` or `[` */
const isOpening = (unit: number) => unit === 0x7b || unit === 0x5b;

export function createValueReader(decoded: Decoded): ValueReader {
  const { text } = decoded;
  const width = (at: number) => widthAt(decoded, at);
  /** What may still be looked at in vain, so that all looking is linear. */
  let credit = text.length + LONGEST_LINES;

  const span = (begin: number, end: number): Span | undefined =>
    end > begin ? { begin, end } : undefined;

  let line = { begin: 0, end: -1 };
  /** The end of the line, looked for once. */
  function lineEnd(at: number): number {
    if (at < line.begin || at > line.end) {
      const end = text.indexOf('\n', at);
      line = { begin: at, end: end < 0 ? text.length : end };
    }
    return line.end;
  }

  /** Whether a quote here can be the last of a value: what follows is no word. */
  const endsValue = (at: number) => at + 1 >= text.length || !isWord(text.charCodeAt(at + 1));

  function quoted(at: number): Span | undefined {
    const quote = text.charCodeAt(at);
    const depth = width(at);
    const isLast = (place: number) => text.charCodeAt(place) === quote && width(place) === depth;
    let end = at + 1;
    for (; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      // A line break that is quoted deeper than the value is part of it.
      if (unit === LINE && width(end) <= depth) break;
      if (unit !== quote || !isLast(end) || !endsValue(end)) continue;
      return end === at + 1 ? undefined : span(at, end + 1);
    }
    // It may go on over several lines.
    const most = Math.min(text.length, end + LONGEST_LINES);
    for (let to = end; to < most && credit > 0; to++) {
      credit -= 1;
      if (!isLast(to)) continue;
      if (endsValue(to)) return span(at, to + 1);
      break;
    }
    return span(at, end);
  }

  function list(at: number): Span | undefined {
    let depth = 0;
    let quote = 0;
    let quoteWidth = 0;
    const most = Math.min(text.length, at + LONGEST_LIST);
    for (let to = at; to < most; to++) {
      const unit = text.charCodeAt(to);
      if (quote !== 0) {
        if (unit === quote && width(to) === quoteWidth) quote = 0;
      } else if (unit === 0x22 || unit === 0x27) {
        quote = unit;
        quoteWidth = width(to);
      } else if (isOpening(unit)) depth += 1;
      else if (unit === 0x7d || unit === 0x5d) {
        depth -= 1;
        if (depth === 0) return to === at + 1 ? undefined : span(at, to + 1);
      }
    }
    return span(at, most);
  }

  /**
   * Whether what begins after a comma or the like is another member. Its sign is written as the one
   * before the value is: one that is encoded unlike it is part of the value.
   */
  function isMember(at: number, sign: number): boolean {
    MEMBER.lastIndex = at;
    return MEMBER.test(text) && !isEncodedUnlike(decoded, MEMBER.lastIndex - 1, sign);
  }

  /** The sign before a value: space that is encoded unlike it is part of the value. */
  function signBefore(at: number): number {
    let before = Math.max(0, at - 1);
    while (before > 0 && at - before < 20 && isSpace(text.charCodeAt(before))) before -= 1;
    return before;
  }

  function bareEnd(at: number, sign: number): number {
    let to = at;
    for (; to < text.length; to++) {
      const unit = text.charCodeAt(to);
      const space = isSpace(unit);
      if (!space && isWord(unit)) continue;
      if (space) {
        if (isEncodedUnlike(decoded, to, sign)) continue;
        break;
      }
      const next = text.charCodeAt(to + 1);
      const wordFollows = isWord(next);
      if (unit === LESS && (wordFollows || next === 0x2f || next === 0x21)) break;
      if ((isQuoteSign(unit) || isClosing(unit)) && !wordFollows) break;
      if (isBetween(unit)) {
        if (to + 1 >= text.length) break;
        // What is encoded unlike the sign before the value is part of it.
        if (isEncodedUnlike(decoded, to + 1, sign)) continue;
        if (isSpace(next) || isMember(to + 1, sign)) break;
        // `"` or a bracket after it begins something else.
        if (isQuoteSign(next) || isOpening(next)) break;
      }
    }
    return to;
  }

  /** Whether a secret was taken out here before. */
  const isBlank = (at: number) =>
    text.startsWith('***', at) && !/[^\s+,;&|"'`<>/)\]}]/.test(text.charAt(at + 3));

  function bare(at: number): Span | undefined {
    if (isBlank(at)) return span(at, at + 3);
    const before = signBefore(at);
    let end = bareEnd(at, before);
    if (text.charAt(end) === ' ' && SCHEME.test(text.slice(at, Math.min(end, at + 30)))) {
      let next = end;
      while (next < text.length && next < end + 10 && text.charAt(next) === ' ') next += 1;
      end = Math.max(end, bareEnd(next, before));
    }
    const length = end - at;
    if (
      length <= LONGEST_NOTHING &&
      length >= SHORTEST_NOTHING &&
      NOTHING.test(text.slice(at, end))
    )
      return undefined;
    return span(at, end);
  }

  /** To the end of the line, or to the quote around all of it. */
  function wholeLineFrom(at: number): Span | undefined {
    const end = lineEnd(at);
    for (let to = at; to < end; to++) {
      if (!isQuoteSign(text.charCodeAt(to))) continue;
      if (to + 1 >= end || ',}])'.includes(text.charAt(to + 1))) return span(at, to);
    }
    return span(at, end);
  }

  return {
    value(at, takesLine) {
      if (at >= text.length) return undefined;
      const sign = text.charCodeAt(at);
      if (isQuoteSign(sign)) return quoted(at);
      if (isOpening(sign) && LISTED.test(text.charAt(at + 1))) return list(at);
      return takesLine && !isBlank(at) ? wholeLineFrom(at) : bare(at);
    },

    element(at) {
      if (text.startsWith('<![CDATA[', at)) {
        const end = text.indexOf(']]>', at + 9);
        return span(at + 9, end < 0 ? text.length : end);
      }
      const depth = width(at - 1);
      let end = at;
      for (; end < text.length && credit > 0; end++) {
        if (text.charCodeAt(end) === LESS && width(end) <= depth) break;
      }
      const isEnded = text.charCodeAt(end) === LESS && credit > 0;
      if (!isEnded) credit -= end - at;
      const value = span(at, isEnded ? end : lineEnd(at));
      return value && text.slice(value.begin, value.begin + 200).trim() !== '' ? value : undefined;
    },
  };
}
