import { dateInChina } from '../flows/businessDates';
import type { ParameterReader } from './parameterReader';

/** What an expression can give for a date, as text. */
function textOf(given: unknown): string {
  if (given instanceof Date && !Number.isNaN(given.getTime())) {
    return dateInChina(given.getTime());
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
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw parameters.refuse(
      label,
      `is no date: "${text.slice(0, 50)}"`,
      'Use a date such as 2026-02-28.',
    );
  }
  return date;
}
