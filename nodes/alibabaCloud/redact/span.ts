/** A part of a text, its end not included. */
export interface Span {
  begin: number;
  end: number;
}

/** The same parts in the order of the text, none inside or beside another. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { begin, end } of [...spans].sort((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last && begin <= last.end) last.end = Math.max(last.end, end);
    else result.push({ begin, end });
  }
  return result;
}
