/** A text as it is compared: a byte for each character that counts, and which character it is. */
export interface Compared {
  bytes: Uint8Array;
  /** `undefined`: the byte's own place. */
  places: Int32Array | undefined;
  /** How many bytes there are. */
  length: number;
}

/** One byte of a character, so that tables stay small; ASCII is itself. */
const byteOf = (unit: number) => (unit ^ (unit >> 8)) & 0xff;

/** Every character of a text. */
export function plain(text: string): Compared {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = byteOf(text.charCodeAt(at));
  return { bytes, places: undefined, length: text.length };
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

/** For each ASCII character the byte it is compared as, or 0 where it does not count. */
const tableOf = (kept: (code: number) => number) =>
  Uint8Array.from({ length: 0x7f }, (_, code) => kept(code));

/** Without space and line breaks, what stands for a space in a form, and backslashes. */
const CONDENSED = tableOf((code) => (code <= 0x20 || code === 0x2b || code === 0x5c ? 0 : code));

const isUpper = (code: number) => code >= 0x41 && code <= 0x5a;
/** Without what joins the words of a name, and in small letters. */
const NAMES = tableOf((code) =>
  code === 0x20 || (code >= 0x2d && code <= 0x2e) || code === 0x5f
    ? 0
    : isUpper(code)
      ? code + 0x20
      : code,
);

function compared(text: string, table: Uint8Array): Compared {
  const bytes = new Uint8Array(text.length);
  const places = new Int32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let byte: number;
    if (unit < 0x7f) {
      byte = table[unit] as number;
      if (byte === 0) continue;
    } else if (isFormat(unit)) continue;
    else byte = byteOf(unit);
    bytes[length] = byte;
    places[length++] = at;
  }
  return { bytes, places, length };
}

/** A text without what a quoted text may have more or less of. */
export const condensed = (text: string): Compared => compared(text, CONDENSED);

/** A text in which the words of a name are looked for. */
export const namesIn = (text: string): Compared => compared(text, NAMES);

/** The bytes that count. */
export const bytesOf = ({ bytes, length }: Compared): Uint8Array => bytes.subarray(0, length);
