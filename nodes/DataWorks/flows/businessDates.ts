import type { BusinessDates } from './ports';

/** DataWorks counts days in China's time, UTC+8 all year. */
const CHINA_OFFSET_MS = 8 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** The day of a moment (ms since 1970), as e.g. 2026-02-28: in China. */
export const dateInChina = (ms: number) =>
  new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** The business date of a run that is due at `now` (ms since 1970): the day before it in China. */
export const yesterdayInChina = (now: number) => dateInChina(now - DAY_MS);

/** How many dates a range has. */
export function countOfDates({ first, last }: BusinessDates): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}
