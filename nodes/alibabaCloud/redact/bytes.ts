/**
 * How a text is compared: a byte for each character that counts, and 0 for what does not. Tables stay
 * small; of characters beyond ASCII some share a byte.
 */
export interface Comparison {
  /** By character code below 256. */
  table: Uint8Array;
  /** Whether space and control characters beyond ASCII count. */
  countsFormat: boolean;
}

/** Space and control characters of Unicode that a text can be split by. */
const isFormat = (unit: number) =>
  unit <= 0xa0 ||
  unit === 0xad ||
  (unit >= 0x200b && unit <= 0x200f) ||
  (unit >= 0x2028 && unit <= 0x202f) ||
  (unit >= 0x2060 && unit <= 0x206f) ||
  unit === 0x3000 ||
  unit === 0xfeff;

/** The byte of a character that is not in the table, or 0. */
export const rareByte = (countsFormat: boolean, unit: number): number =>
  !countsFormat && isFormat(unit) ? 0 : (unit ^ (unit >> 8)) & 0xff || 1;

/** The byte that a character is compared as, or 0. */
const byteOf = ({ table, countsFormat }: Comparison, unit: number): number =>
  unit < 256 ? (table[unit] as number) : rareByte(countsFormat, unit);

const comparison = (kept: (code: number) => number, countsFormat = false): Comparison => ({
  table: Uint8Array.from({ length: 256 }, (_, code) =>
    code < 0x7f ? kept(code) : rareByte(countsFormat, code),
  ),
  countsFormat,
});

/** Every character counts. */
export const plain = comparison((code) => code || 1, true);

/** Without what a quoted text may have more or less of: space, `+` that stands for it, backslashes. */
export const condensed = comparison((code) =>
  code <= 0x20 || code === 0x2b || code === 0x5c ? 0 : code,
);

const isUpper = (code: number) => code >= 0x41 && code <= 0x5a;
/** Names: without what joins their words, and in small letters. */
export const names = comparison((code) =>
  code === 0x20 || code === 0x2d || code === 0x2e || code === 0x5f
    ? 0
    : isUpper(code)
      ? code + 0x20
      : code || 1,
);

/** The bytes of a text that count. */
export const bytesOf = (text: string, by: Comparison): Uint8Array =>
  Uint8Array.from(
    Array.from({ length: text.length }, (_, at) => byteOf(by, text.charCodeAt(at))).filter(Boolean),
  );

/** Where the last so many characters that count begin, before a place that is the last of them. */
export function beginOf(text: string, last: number, count: number, by: Comparison): number {
  let at = last;
  for (let left = count; ; at--) {
    if (byteOf(by, text.charCodeAt(at)) !== 0) left -= 1;
    if (left === 0 || at === 0) return at;
  }
}

/** A text by the codes of its characters; it takes a byte for each where that is enough. */
export function textOf(units: Uint16Array): string {
  let seen = 0;
  for (let at = 0; at < units.length; at++) seen |= units[at] as number;
  return seen < 256
    ? Buffer.from(units).toString('latin1')
    : Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}
