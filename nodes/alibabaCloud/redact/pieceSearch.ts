import type { PhraseSearch } from './phraseSearch';

/** The least part of a secret that is told, in characters. */
export const PIECE = 6;
/** From so many on a part is told although it looks like a word. */
const LONG_WORD = 12;
/** Places in the first table, which is asked for each character: two to the power of this. */
const TABLE_BITS = 16;

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isLower = (byte: number) => byte >= 0x61 && byte <= 0x7a;
const isLetter = (byte: number) => isLower(byte | 0x20);

/** A word of a language or a number: `passwo`, `Passwo`, `202611`. Found in any text. */
function looksPlain(bytes: Uint8Array, at: number): boolean {
  let digits = 0;
  let lower = 0;
  let upper = 0;
  for (let to = at; to < at + PIECE; to++) {
    const byte = bytes[to] as number;
    if (isDigit(byte)) digits += 1;
    else if (isLower(byte)) lower += 1;
    else if (isLetter(byte) && to === at) upper += 1;
  }
  return digits === PIECE || lower + upper === PIECE;
}

/** Six bytes as two numbers of 24 bits each. */
const slot = (high: number, low: number) =>
  (Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> (32 - TABLE_BITS);
const wholeOf = (high: number, low: number) => high * 0x1000000 + low;

/**
 * A search for parts of secrets: a text in which six characters in a row are those of one. Tells each
 * run of such parts once. A run that looks like a word or a number must have twelve characters.
 */
export function createPieceSearch(secrets: readonly Uint8Array[]): PhraseSearch {
  if (secrets.length === 0) return () => undefined;
  const table = new Uint8Array(1 << TABLE_BITS);
  const pieces = new Set<number>();
  for (const bytes of secrets) {
    let high = 0;
    let low = 0;
    for (let at = 0; at < bytes.length; at++) {
      high = ((high << 8) | (low >>> 16)) & 0xffffff;
      low = ((low << 8) | (bytes[at] as number)) & 0xffffff;
      if (at < PIECE - 1) continue;
      table[slot(high, low)] = 1;
      pieces.add(wholeOf(high, low));
    }
  }

  return (bytes, length, found) => {
    let high = 0;
    let low = 0;
    let first = -1;
    let last = -1;
    let told = false;
    const end = () => {
      if (first >= 0 && (told || last - first + 1 >= LONG_WORD)) found(first, last);
      first = -1;
      told = false;
    };
    for (let at = 0; at < length; at++) {
      high = ((high << 8) | (low >>> 16)) & 0xffffff;
      low = ((low << 8) | (bytes[at] as number)) & 0xffffff;
      if (at < PIECE - 1) continue;
      if (table[slot(high, low)] === 0 || !pieces.has(wholeOf(high, low))) {
        if (first >= 0) end();
        continue;
      }
      if (first < 0) first = at - PIECE + 1;
      last = at;
      told ||= !looksPlain(bytes, at - PIECE + 1);
    }
    end();
  };
}
