// What characters are, by their codes: patterns are too slow to be asked for each of ten million.

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

export const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

/** `"`, `'`, or the grave accent. */
export const isQuote = (unit: number): boolean => unit === 0x22 || unit === 0x27 || unit === 0x60;

/** What `\s` stands for. */
export const isSpace = (unit: number): boolean =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0xa0 && isRareSpace(unit));

const isRareSpace = (unit: number) =>
  unit === 0xa0 ||
  unit === 0x1680 ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x205f ||
  unit === 0x3000 ||
  unit === 0xfeff;
