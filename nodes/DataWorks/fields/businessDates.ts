import type { ParameterReader } from './parameterReader';

/** DataWorks counts days in China's time, UTC+8 all year. */
const CHINA_OFFSET_MS = 8 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** A range of business dates, both included, each as e.g. 2026-02-28. */
export interface BusinessDates {
  first: string;
  last: string;
}

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The business date of a run that is due at `now` (ms since 1970): the day before it in China. */
export function yesterdayInChina(now: number): string {
  return dateOf(now + CHINA_OFFSET_MS - DAY_MS);
}

/** A business date as the API writes it. */
export const bizDate = (date: string) => `${date} 00:00:00`;

/** How many dates a range has. */
export function countOfDates({ first, last }: BusinessDates): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

/** What an expression can give for a date, as text. */
function textOf(given: unknown): string {
  if (given instanceof Date && !Number.isNaN(given.getTime())) {
    return dateOf(given.getTime() + CHINA_OFFSET_MS);
  }
  // A luxon DateTime, which writes the date of its own time zone.
  return given === null || given === undefined ? '' : String(given).trim();
}

/**
 * Reads a business date: of a date in text the day counts as it is written, its time does not.
 * @returns e.g. 2026-02-28, or `undefined` when there is none
 * @throws NodeOperationError for what is no date
 */
export function readBusinessDate(
  parameters: ParameterReader,
  name: string,
  label: string,
): string | undefined {
  const text = textOf(parameters.raw(name));
  if (text === '') return undefined;
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || dateOf(time) !== date) {
    throw parameters.refuse(
      label,
      `is no date: "${text.slice(0, 50)}"`,
      'Use a date such as 2026-02-28.',
    );
  }
  return date;
}
