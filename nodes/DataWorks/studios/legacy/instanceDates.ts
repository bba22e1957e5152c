import type { BusinessDates } from '../../flows/ports';

const DAY_MS = 24 * 60 * 60_000;

/** The date of a day that is given as 00:00 UTC, ms since 1970. */
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The next date. */
export const dayAfter = (date: string) => dateOf(Date.parse(date) + DAY_MS);

/** All dates of a range, in order. */
export function datesFrom({ first, last }: BusinessDates): string[] {
  const length = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return Array.from({ length }, (_, day) => dateOf(Date.parse(first) + day * DAY_MS));
}

/**
 * The date that begins at a moment, in whichever time zone that is midnight.
 * @param ms since 1970
 * @returns `undefined` for what is no time
 */
export function dateBeginningAt(ms: number): string | undefined {
  const noon = new Date(ms + DAY_MS / 2);
  return Number.isNaN(noon.getTime()) ? undefined : dateOf(noon.getTime());
}
