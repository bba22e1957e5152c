/**
 * Business dates. The business date of a run is the day before the day of its scheduled time, in the
 * scheduling time zone: that of the region, unless a region was changed to UTC+0 or UTC+8 for all its
 * workspaces. Source: help.aliyun.com/dataworks/user-guide, change-the-time-zone-for-scheduling and
 * detailed-description-of-scheduling-cycle.
 */

const DAY_MS = 24 * 60 * 60_000;

/** A range of business dates, both included, each as e.g. 2026-02-28. */
export interface BusinessDates {
  first: string;
  last: string;
}

/** The date of a day that is given as 00:00 UTC, ms since 1970. */
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * The date that a clock in a time zone shows, e.g. 2026-02-28.
 * @param timeZone an IANA name that this system knows
 * @param at ms since 1970
 * @returns `undefined` for what is no time
 */
export function dateIn(timeZone: string, at: number): string | undefined {
  if (Number.isNaN(new Date(at).getTime())) return undefined;
  const shown = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => shown.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The business date of a run that is due at `now` (ms since 1970): the calendar day before it there. */
export function yesterdayIn(timeZone: string, now: number): string {
  return dayBefore(dateIn(timeZone, now) ?? '');
}

/** No time zone is further from UTC. */
const FURTHEST_MS = 15 * 60 * 60_000;

/**
 * When a date begins on the clocks of a time zone.
 * @param timeZone an IANA name that this system knows
 * @returns ms since 1970, exact to a second
 */
export function beginOfDate(timeZone: string, date: string): number {
  let before = (Date.parse(date) - FURTHEST_MS) / 1000;
  let there = (Date.parse(date) + FURTHEST_MS) / 1000;
  while (there - before > 1) {
    const middle = Math.floor((before + there) / 2);
    if ((dateIn(timeZone, 1000 * middle) ?? '') < date) before = middle;
    else there = middle;
  }
  return 1000 * there;
}

/**
 * A time zone as people write it: an IANA name, or a whole offset such as UTC+8.
 * @returns an IANA name that this system knows, or `undefined`
 */
export function timeZoneNamed(text: string): string | undefined {
  const [, sign, hours] = /^(?:UTC|GMT)?\s*([+-])0?(\d{1,2})(?::?00)?$/i.exec(text.trim()) ?? [];
  // In these names the sign is the other way round.
  const offset = Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  const name = sign === undefined ? text.trim() : offset;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A date in text, e.g. 2026-02-28 or 20260228, with or without a time; `undefined` for what is none. */
export function dateWritten(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(text.trim()) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || dateOf(time) !== date ? undefined : date;
}

/** How many dates a range has. */
export function countOfDates({ first, last }: BusinessDates): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

/** The next date. */
export const dayAfter = (date: string) => dateOf(Date.parse(date) + DAY_MS);

/** The date before. */
export const dayBefore = (date: string) => dateOf(Date.parse(date) - DAY_MS);

/** All dates of a range, in order. */
export function datesFrom(range: BusinessDates): string[] {
  const first = Date.parse(range.first);
  return Array.from({ length: countOfDates(range) }, (_, day) => dateOf(first + day * DAY_MS));
}

/**
 * The date that begins at a moment, in whichever time zone that is midnight.
 * @param ms since 1970
 * @returns `undefined` for what is no time
 */
export function dateBeginningAt(ms: number): string | undefined {
  const noon = new Date(ms + DAY_MS / 2);
  return Number.isNaN(noon.getTime()) ? undefined : noon.toISOString().slice(0, 10);
}

/** A business date as API 2020-05-18 writes it. */
export const bizDate = (date: string) => `${date} 00:00:00`;
