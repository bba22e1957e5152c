/** A part of a text, its end not included. */
export interface Span {
  begin: number;
  end: number;
}

/** Takes down a part of a text. */
export type Found = (begin: number, end: number) => void;

/** Parts of a text, told in any order; they may overlap. */
export interface Marks {
  add: Found;
  /** The same parts in the order of the text, none inside or beside another. */
  forEach(take: Found): void;
}

export function createMarks(length: number): Marks {
  /** The end of the longest part that begins at a place, or 0. */
  let ends: Int32Array | undefined;
  return {
    add(begin, end) {
      ends ??= new Int32Array(length + 1);
      if ((ends[begin] as number) < end) ends[begin] = end;
    },
    forEach(take) {
      if (!ends) return;
      for (let at = 0; at < length; ) {
        const begin = at;
        let end = ends[at++] as number;
        if (end === 0) continue;
        for (; at <= end; at++) if ((ends[at] as number) > end) end = ends[at] as number;
        take(begin, end);
      }
    },
  };
}
