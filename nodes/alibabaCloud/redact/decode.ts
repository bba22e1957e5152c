import { textOf } from './bytes';
import type { Found } from './span';

/**
 * A text with every way of quoting undone, as often as it was quoted: backslashes (JSON, Gson, PHP),
 * percent signs, references of XML and HTML. It is for looking, not for showing: where a text only
 * looks quoted, it is changed too.
 */
export interface Decoded {
  text: string;
  original: string;
  /** Where in the original each character begins, and its end; `undefined`: both are the same. */
  begins: Int32Array | undefined;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const HASH = 0x23;
const LOWER_U = 0x75;
const LOWER_X = 0x78;
/** Bytes from 0x80 that stand percent-encoded, until their character is whole. */
const BYTE = 0xf700;
/** The longest reference is `&#x0010ffff;`. */
const LONGEST_REFERENCE = 14;
/** `\\u003d` */
const LONGEST_ESCAPE = 6;

const NAMED: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0x20,
  equals: 0x3d,
  colon: 0x3a,
  sol: 0x2f,
  plus: 0x2b,
};

/** After a backslash: what stands for a line break or other space. */
const SPACE: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0a],
  [0x74, 0x20],
  [0x62, 0x20],
  [0x66, 0x20],
  [0x76, 0x20],
]);

/** By character code below 128: the value of a hexadecimal digit, or -1. */
const HEX = Int8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? -1 : value;
});
const hex = (unit: number) => (unit < 128 ? (HEX[unit] as number) : -1);

const isWordUnit = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x61 && unit <= 0x7a);

/** What something quoted begins with, or ends. */
const SPECIAL = new Uint8Array(128);
for (const unit of [BACKSLASH, PERCENT, AMPERSAND, SEMICOLON]) SPECIAL[unit] = 1;

/** Where the characters that are taken go; the end of what was taken is what is looked at. */
class Output {
  readonly units: Uint16Array;
  readonly begins: Int32Array;
  length = 0;
  /** How long the output was after the last mark that can begin something quoted. */
  private lastMark = -LONGEST_REFERENCE;
  private lastAmpersand = -LONGEST_REFERENCE;

  constructor(longest: number) {
    this.units = new Uint16Array(longest);
    this.begins = new Int32Array(longest + 1);
  }

  private at(back: number): number {
    return this.length >= back ? (this.units[this.length - back] as number) : -1;
  }

  /** The number that the last digits make, or -1 when one of them is none. */
  private digits(count: number): number {
    let value = 0;
    for (let back = count; back > 0; back--) {
      const digit = hex(this.at(back));
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  private replace(count: number, unit: number): void {
    this.length -= count;
    this.push(unit, this.begins[this.length] as number);
  }

  push(unit: number, begin: number): void {
    this.units[this.length] = unit;
    this.begins[this.length] = begin;
    this.length += 1;
    const isNear = this.length - this.lastMark <= LONGEST_ESCAPE;
    // What most characters are like.
    if (isNear || (unit < 128 ? SPECIAL[unit] === 1 : unit >= BYTE)) this.look(unit, isNear);
  }

  private look(unit: number, isNear: boolean): void {
    if (isNear) {
      if (this.at(2) === BACKSLASH && this.unescape(unit)) return;
      if (hex(unit) >= 0) return this.unpercent();
    }
    if (unit === BACKSLASH || unit === PERCENT) this.lastMark = this.length;
    else if (unit === AMPERSAND) this.lastAmpersand = this.length;
    else if (unit === SEMICOLON) {
      const since = this.length - this.lastAmpersand;
      // A reference ends at its first semicolon.
      this.lastAmpersand = -LONGEST_REFERENCE;
      if (since < LONGEST_REFERENCE) this.dereference();
    } else if (unit >= BYTE + 0x80 && unit < BYTE + 0xc0) this.joinBytes();
  }

  private unescape(unit: number): boolean {
    const space = SPACE.get(unit);
    if (space !== undefined) this.replace(2, space);
    else if (!isWordUnit(unit)) this.replace(2, unit);
    else return false;
    return true;
  }

  private unpercent(): void {
    if (this.at(3) === PERCENT) {
      const value = this.digits(2);
      if (value >= 0) return this.replace(3, value < 0x80 ? value : BYTE + value);
    }
    if (this.at(4) === BACKSLASH && this.at(3) === LOWER_X) {
      const value = this.digits(2);
      if (value >= 0) return this.replace(4, value);
    }
    const before = this.at(6);
    if (this.at(5) === LOWER_U && (before === BACKSLASH || before === PERCENT)) {
      const value = this.digits(4);
      if (value >= 0) this.replace(6, value);
    }
  }

  private dereference(): void {
    const furthest = Math.min(LONGEST_REFERENCE, this.length);
    for (let back = 2; back <= furthest; back++) {
      if (this.at(back) !== AMPERSAND) continue;
      const code = this.referredTo(back - 1);
      if (code === undefined) return;
      if (code > 0xffff) {
        this.replace(back, 0xd800 + ((code - 0x10000) >> 10));
        this.push(0xdc00 + (code & 0x3ff), this.begins[this.length - 1] as number);
      } else this.replace(back, code);
      return;
    }
  }

  /** The character that the last units refer to, their semicolon included. */
  private referredTo(length: number): number | undefined {
    let name = '';
    for (let back = length; back > 1; back--) name += String.fromCharCode(this.at(back));
    if (name.charCodeAt(0) !== HASH) {
      const lower = name.toLowerCase();
      return Object.hasOwn(NAMED, lower) ? NAMED[lower] : undefined;
    }
    const digits = name.slice(1);
    const code = /^\d+$/.test(digits)
      ? Number(digits)
      : /^x[\da-f]+$/i.test(digits)
        ? Number(`0${digits}`)
        : NaN;
    return code <= 0x10ffff ? code : undefined;
  }

  /** Makes a character of the last percent-encoded bytes, when they are all there. */
  private joinBytes(): void {
    for (let count = 2; count <= 4; count++) {
      const lead = this.at(count) - BYTE;
      if (lead >= 0x80 && lead < 0xc0) continue;
      const needed = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
      if (needed !== count || lead > 0xf8) return;
      let code = lead & (0x7f >> count);
      for (let back = count - 1; back > 0; back--)
        code = code * 64 + ((this.at(back) - BYTE) & 0x3f);
      if (code <= 0xffff) return this.replace(count, code);
      this.replace(count, 0xd800 + ((code - 0x10000) >> 10));
      this.push(0xdc00 + (code & 0x3ff), this.begins[this.length - 1] as number);
      return;
    }
  }
}

/** How many characters of the original one takes: tells how deep it is quoted. */
export const widthAt = ({ begins }: Decoded, at: number): number =>
  begins === undefined ? 1 : (begins[at + 1] as number) - (begins[at] as number);

/** Whether a character is percent-encoded or a reference, unlike another one: deeper, or not in its way. */
export function isEncodedUnlike(decoded: Decoded, at: number, other: number): boolean {
  const { begins, original } = decoded;
  const width = widthAt(decoded, at);
  if (begins === undefined || width < 3) return false;
  const isAlike = original[begins[at] as number] === original[begins[other] as number];
  return !isAlike || width > widthAt(decoded, other);
}

/** Takes down in the original what is found in the decoded text. */
export const inOriginal = ({ begins }: Decoded, found: Found): Found =>
  begins === undefined
    ? found
    : (begin, end) => found(begins[begin] as number, begins[end] as number);

/** Tells the parts of the original that are quoted, with so much around them that they may touch. */
export function forEachQuoted({ original, begins }: Decoded, around: number, take: Found): void {
  if (begins === undefined) return;
  let from = 0;
  let to = -1;
  const { length } = begins;
  for (let at = 1; at < length; at++) {
    const end = begins[at] as number;
    const begin = begins[at - 1] as number;
    if (end - begin === 1) continue;
    if (begin - around > to) {
      if (to >= 0) take(from, to);
      from = Math.max(0, begin - around);
    }
    to = Math.min(original.length, end + around);
  }
  if (to >= 0) take(from, to);
}

const QUOTED = /[\\%&]/;

/** Undoes all quoting in one pass over the text. */
export function decode(text: string): Decoded {
  if (!QUOTED.test(text)) return { text, original: text, begins: undefined };
  const output = new Output(text.length);
  for (let at = 0; at < text.length; at++) output.push(text.charCodeAt(at), at);
  const { length, begins } = output;
  begins[length] = text.length;
  return {
    text: textOf(output.units.subarray(0, length)),
    original: text,
    begins: begins.subarray(0, length + 1),
  };
}
