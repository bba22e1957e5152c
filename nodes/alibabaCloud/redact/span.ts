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

/** Up to so many are sorted: most texts are short, and a table for each costs more than they do. */
const FEW = 32;

export function createMarks(length: number): Marks {
  const few: Span[] = [];
  /** The end of the longest part that begins at a place, or 0. */
  let ends: Int32Array | undefined;

  function put({ begin, end }: Span): void {
    ends ??= new Int32Array(length + 1);
    if ((ends[begin] as number) < end) ends[begin] = end;
  }

  function forFew(take: Found): void {
    few.sort((one, other) => one.begin - other.begin);
    for (let at = 0; at < few.length; ) {
      const { begin, end: first } = few[at++] as Span;
      let end = first;
      for (let next = few[at]; next && next.begin <= end; next = few[++at])
        end = Math.max(end, next.end);
      take(begin, end);
    }
  }

  return {
    add(begin, end) {
      if (ends) put({ begin, end });
      else if (few.push({ begin, end }) > FEW) few.forEach(put);
    },
    forEach(take) {
      if (!ends) return forFew(take);
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
