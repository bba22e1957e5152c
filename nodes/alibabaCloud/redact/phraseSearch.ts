/**
 * Tells where phrases are in a sequence of bytes: the first and the last place of each.
 * @param length how many of the bytes count
 */
export type PhraseSearch = (
  bytes: Uint8Array,
  length: number,
  found: (first: number, last: number) => void,
) => void;

/** What comes after a state by a byte: a table of numbers, at most half full. */
function createSteps(most: number) {
  const bits = 32 - Math.clz32(most * 2);
  const mask = (1 << bits) - 1;
  const keys = new Float64Array(1 << bits);
  const values = new Int32Array(1 << bits);
  const placeOf = (state: number, byte: number): number => {
    const key = state * 256 + byte + 1;
    let place = (Math.imul(state, 0x9e3779b1) ^ Math.imul(byte + 1, 0x85ebca6b)) >>> 0;
    place = (place ^ (place >>> 15)) & mask;
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask;
    return place;
  };
  return {
    /** 0 where nothing comes after. */
    get: (state: number, byte: number): number => values[placeOf(state, byte)] as number,
    set(state: number, byte: number, next: number): void {
      const place = placeOf(state, byte);
      keys[place] = state * 256 + byte + 1;
      values[place] = next;
    },
  };
}

/**
 * A search for many phrases in one pass (Aho and Corasick, 1975): its time does not depend on how
 * many there are. Of those that end at one place the longest is told.
 */
export function createPhraseSearch(phrases: readonly Uint8Array[]): PhraseSearch {
  const most = phrases.reduce((sum, { length }) => sum + length, 1);
  const steps = createSteps(most);
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
        else steps.set(state, byte, next);
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
  }

  return (bytes, length, found) => {
    let state = 0;
    for (let at = 0; at < length; at++) {
      state = advance(state, bytes[at] as number);
      const ends = longest[state] as number;
      if (ends !== 0) found(at - ends + 1, at);
    }
  };
}
