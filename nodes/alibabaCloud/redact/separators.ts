import { isQuote, isSpace } from './characters';

const COLON = 0x3a;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const PLUS = 0x2b;
const SLASH = 0x2f;
const BRACKET = 0x5d;

/** How much space may stand beside a sign; more of it where the name stands in quotes. */
const SPACE = 20;
const SPACE_IN_JSON = 40;

/** Where a pattern that is tried at one place ends, or -1. */
export function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function separator(text: string, from: number, isQuoted: boolean): number {
  let at = from;
  const quote = (unit: number) => isQuote(unit) || unit === BRACKET;
  while (at < from + 3 && quote(text.charCodeAt(at))) at += 1;
  if (isQuoted && at === from) return -1;
  const space = isQuoted ? SPACE_IN_JSON : SPACE;
  // A form has `+` for a space.
  const isGap = (unit: number) => unit === PLUS || isSpace(unit);
  for (const most = at + space; at < most && isGap(text.charCodeAt(at)); ) at += 1;
  const sign = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (sign === COLON) {
    if (!isQuoted && next === SLASH && text.charCodeAt(at + 2) === SLASH) return -1;
    at += next === EQUALS ? 2 : 1;
  } else if (sign === EQUALS) at += next === EQUALS || next === GREATER ? 2 : 1;
  else return -1;
  for (const most = at + space; at < most; at++) {
    const unit = text.charCodeAt(at);
    if (!isSpace(unit) || (unit === 0x0a && !isQuoted)) break;
  }
  return text.charCodeAt(at) === PLUS ? at + 1 : at;
}

/**
 * Where the value begins after what stands between it and its name, or -1. Where the name stands in
 * quotes, the value may be on the next line.
 */
export function separatorEnd(text: string, at: number): number {
  const quoted = separator(text, at, true);
  return quoted >= 0 ? quoted : separator(text, at, false);
}
