import { tryToParseDateTime } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

/**
 * Reads a date and time: a field of the editor, ISO text, a date of an expression, or milliseconds.
 * @param timeZone where text without one is from, e.g. "Asia/Shanghai": the workflow's
 * @returns ms since 1970, or `undefined` when there is none
 * @throws NodeOperationError when it is no date
 */
export function readInstant(
  parameters: ParameterReader,
  name: string,
  label: string,
  timeZone: string,
): number | undefined {
  const given = parameters.raw(name);
  if (given === undefined || given === null || given === '') return undefined;
  if (typeof given === 'number' || /^\d{12,14}$/.test(String(given))) return Number(given);
  try {
    return tryToParseDateTime(given, timeZone).toMillis();
  } catch {
    throw parameters.refuse(
      label,
      `is no date: "${String(given).slice(0, 50)}"`,
      'Use a date and time such as 2026-02-28T00:00:00.',
    );
  }
}
