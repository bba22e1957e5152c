import { beginOf, bytesOf, rareByte, type Comparison } from './bytes';
import type { Found } from './span';

/** Tells where phrases are in a text. */
export type PhraseSearch = (text: string, found: Found) => void;

/** Up to so many states have a table of their own, which answers at once. */
const MOST_TABLED = 512;

/** What comes after a state by a byte; 0 where nothing does. */
interface Steps {
  get(state: number, byte: number): number;
  set(state: number, byte: number, next: number): void;
}

const tabledSteps = (table: Uint16Array): Steps => ({
  get: (state, byte) => table[(state << 8) | byte] as number,
  set(state, byte, next) {
    table[(state << 8) | byte] = next;
  },
});

/** Not 0; there are less than 2 ** 22 states. */
const keyOf = (state: number, byte: number) => ((state << 8) | byte) + 1;

/** Of many: in a table that is at most half full. */
function hashedSteps(most: number): Steps {
  const bits = 32 - Math.clz32(most * 2);
  const mask = (1 << bits) - 1;
  const keys = new Int32Array(1 << bits);
  const values = new Int32Array(1 << bits);
  const placeOf = (state: number, byte: number): number => {
    const key = keyOf(state, byte);
    const mixed = Math.imul(key, 0x9e3779b1);
    let place = (mixed ^ (mixed >>> 15)) & mask;
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask;
    return place;
  };
  return {
    get: (state, byte) => values[placeOf(state, byte)] as number,
    set(state, byte, next) {
      const place = placeOf(state, byte);
      keys[place] = keyOf(state, byte);
      values[place] = next;
    },
  };
}

/**
 * A search for many phrases in one pass (Aho and Corasick, 1975): its time does not depend on how
 * many there are. Of those that end at one place the longest is told.
 */
export function createPhraseSearch(texts: readonly string[], by: Comparison): PhraseSearch {
  const phrases = texts.map((text) => bytesOf(text, by));
  const most = phrases.reduce((sum, { length }) => sum + length, 1);
  const table = most <= MOST_TABLED ? new Uint16Array(most * 256) : undefined;
  const steps = table ? tabledSteps(table) : hashedSteps(most);
  const first = new Int32Array(256);
  const lastByte = new Uint8Array(most);
  const parent = new Int32Array(most);
  const depth = new Int32Array(most);
  /** The length of the longest phrase that ends in a state, or 0. */
  const longest = new Int32Array(most);
  const fallback = new Int32Array(most);
  let states = 1;

  const step = (state: number, byte: number): number =>
    state === 0 ? (first[byte] as number) : steps.get(state, byte);

  for (const phrase of phrases) {
    let state = 0;
    for (const byte of phrase) {
      let next = step(state, byte);
      if (next === 0) {
        next = states++;
        lastByte[next] = byte;
        parent[next] = state;
        depth[next] = (depth[state] as number) + 1;
        if (state === 0) first[byte] = next;
        steps.set(state, byte, next);
      }
      state = next;
    }
    longest[state] = phrase.length;
  }

  /** Where a search goes on from a state: by a step of its own or of what it ends with. */
  const advance = (from: number, byte: number): number => {
    let state = from;
    for (;;) {
      const next = step(state, byte);
      if (next !== 0 || state === 0) return next;
      state = fallback[state] as number;
    }
  };

  // What a state falls back to is nearer to the start than it.
  const order = Int32Array.from({ length: states }, (_, state) => state);
  order.sort((one, other) => (depth[one] as number) - (depth[other] as number));
  for (const state of order) {
    const before = parent[state] as number;
    if (before !== 0)
      fallback[state] = advance(fallback[before] as number, lastByte[state] as number);
    if (longest[state] === 0) longest[state] = longest[fallback[state] as number] as number;
    if (table && state !== 0) {
      const own = state << 8;
      const other = (fallback[state] as number) << 8;
      // All that comes after what it falls back to comes after it, too.
      for (let byte = 0; byte < 256; byte++) table[own | byte] ||= table[other | byte] as number;
    }
  }

  return (text, found) => {
    // The loop that runs for each of ten million characters: no call for most of them.
    const { table: bytes, countsFormat } = by;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const byte = unit < 256 ? (bytes[unit] as number) : rareByte(countsFormat, unit);
      if (byte === 0) continue;
      if (table) state = table[(state << 8) | byte] as number;
      else state = state === 0 ? (first[byte] as number) : advance(state, byte);
      if (state === 0) continue;
      const ends = longest[state] as number;
      if (ends !== 0) found(beginOf(text, at, ends, by), at + 1);
    }
  };
}
