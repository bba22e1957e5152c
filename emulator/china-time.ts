/** DataWorks counts days in China's time, UTC+8 without summer time. */
const OFFSET_MS = 8 * 60 * 60 * 1000;

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The date in China at `at` (ms since 1970), as "2026-03-02". */
export function chinaDate(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** Time and date in China at `at` (ms since 1970), as "2026-03-02 12:05:06". */
export function chinaTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Midnight (ms since 1970) of a business date written "2026-03-02 00:00:00"; undefined otherwise. */
export function parseBusinessDate(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d 00:00:00$/.test(text)) return undefined;
  const at = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  // A day that does not exist, such as February 30, is moved by Date: refuse it.
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 10));
  return exists ? at - OFFSET_MS : undefined;
}
