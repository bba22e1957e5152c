/** No name is longer, in characters. */
const LONGEST = 100;

/** How many characters differ between two names: changed, added, left out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const changed = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/**
 * The name that was probably meant: the same in another case, or one that differs in a fifth of its
 * characters at most; `undefined` when there is none.
 */
export function closestName(given: string, names: readonly string[]): string | undefined {
  if (given.length > LONGEST) return undefined;
  const wanted = given.toLowerCase();
  let closest: { name: string; away: number } | undefined;
  for (const name of names) {
    const away = distance(wanted, name.toLowerCase());
    if (away <= Math.max(1, name.length / 5) && away < (closest?.away ?? Infinity)) {
      closest = { name, away };
    }
  }
  return closest?.name;
}
