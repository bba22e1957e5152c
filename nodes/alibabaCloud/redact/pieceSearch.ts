import { beginOf, bytesOf, rareByte, type Comparison } from './bytes';
import type { PhraseSearch } from './phraseSearch';

/** The least part of a secret that is told, in characters. */
const PIECE = 6;
/** From so many on a part is told although it looks like a word. */
const LONG_WORD = 12;
/** Places in the first table, which is asked for each character: two to the power of this. */
const TABLE_BITS = 16;

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isLower = (byte: number) => byte >= 0x61 && byte <= 0x7a;
const isLetter = (byte: number) => isLower(byte | 0x20);

/** A word of a language or a number: `passwo`, `Passwo`, `202611`. Found in any text. */
function looksPlain(high: number, low: number): boolean {
  let digits = 0;
  let lower = 0;
  for (let shift = 0; shift < 24; shift += 8) {
    for (const three of [high, low]) {
      const byte = (three >> shift) & 0xff;
      if (isDigit(byte)) digits += 1;
      else if (isLower(byte)) lower += 1;
    }
  }
  return digits === PIECE || lower === PIECE || (lower === PIECE - 1 && isLetter(high >> 16));
}

/** Six bytes as two numbers of 24 bits each. */
const slot = (high: number, low: number) =>
  (Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> (32 - TABLE_BITS);
const wholeOf = (high: number, low: number) => high * 0x1000000 + low;

/**
 * A search for parts of secrets: a text in which six characters in a row are those of one. Tells each
 * run of such parts once. A run that looks like a word or a number must have twelve characters.
 */
export function createPieceSearch(secrets: readonly string[], by: Comparison): PhraseSearch {
  const table = new Uint8Array(1 << TABLE_BITS);
  const pieces = new Set<number>();
  for (const secret of secrets) {
    let high = 0;
    let low = 0;
    bytesOf(secret, by).forEach((byte, at) => {
      high = ((high << 8) | (low >>> 16)) & 0xffffff;
      low = ((low << 8) | byte) & 0xffffff;
      if (at < PIECE - 1) return;
      table[slot(high, low)] = 1;
      pieces.add(wholeOf(high, low));
    });
  }

  return (text, found) => {
    const { table: bytes, countsFormat } = by;
    let high = 0;
    let low = 0;
    let count = 0;
    /** Of the run: where it ends, and how many of its characters count. */
    let last = -1;
    let length = 0;
    let told = false;
    const end = () => {
      if (told || length >= LONG_WORD) found(beginOf(text, last, length, by), last + 1);
      length = 0;
      told = false;
    };
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const byte = unit < 256 ? (bytes[unit] as number) : rareByte(countsFormat, unit);
      if (byte === 0) continue;
      high = ((high << 8) | (low >>> 16)) & 0xffffff;
      low = ((low << 8) | byte) & 0xffffff;
      if (++count < PIECE) continue;
      if (table[slot(high, low)] === 0 || !pieces.has(wholeOf(high, low))) {
        if (length > 0) end();
        continue;
      }
      length = length === 0 ? PIECE : length + 1;
      last = at;
      told ||= !looksPlain(high, low);
    }
    if (length > 0) end();
  };
}
