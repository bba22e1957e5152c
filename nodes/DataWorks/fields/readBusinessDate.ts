import { CHINA } from '../../alibabaCloud/endpoints';
import { dateIn, dateWritten } from '../flows/businessDates';
import type { ParameterReader } from './parameterReader';

/** What an expression can give for a date, as text. */
function textOf(given: unknown, timeZone: string): string {
  if (given instanceof Date) return dateIn(timeZone, given.getTime()) ?? '';
  // A luxon DateTime, which writes the date of its own time zone.
  return given === null || given === undefined ? '' : String(given).trim();
}

/**
 * Reads a business date: of a date in text the day counts as it is written, its time does not.
 * @param timeZone in which the day of a JavaScript Date counts
 * @returns e.g. 2026-02-28, or `undefined` when there is none
 * @throws NodeOperationError for what is no date
 */
export function readBusinessDate(
  parameters: ParameterReader,
  name: string,
  label: string,
  timeZone = CHINA,
): string | undefined {
  const text = textOf(parameters.raw(name), timeZone);
  if (text === '') return undefined;
  const date = dateWritten(text);
  if (date !== undefined) return date;
  throw parameters.refuse(
    label,
    `is no date: "${text.slice(0, 50)}"`,
    'Use a date such as 2026-02-28.',
  );
}
