/** What the attempts of one unit of work made, oldest first, as it is remembered. */
const SEPARATOR = ';';

/** @param remembered as `UnitMemory.madeBy` gives it */
export function attemptsOf(remembered: string | undefined): string[] {
  return remembered === undefined || remembered === '' ? [] : remembered.split(SEPARATOR);
}

/** What is to be remembered after a further attempt. */
export function withAttempt(remembered: string | undefined, made: string): string {
  return [...attemptsOf(remembered), made].join(SEPARATOR);
}
