import type { Redact } from './redact';
import { cleanServerText } from './serverText';

const LINES = 20;
const LONGEST_LINE = 300;
/** How much of the end of a log is looked at for a message, in characters. */
const LONGEST_TAIL = 40_000;

/** Where the last lines of a log begin that say something. */
function beginOfLast(log: string, count: number): number {
  let lines = 0;
  for (let end = log.length; end > 0; ) {
    const begin = log.lastIndexOf('\n', end - 1) + 1;
    if (/\S/.test(log.slice(begin, end))) lines += 1;
    if (lines === count) return begin;
    end = begin - 1;
  }
  return 0;
}

const asItIs: Redact = (text) => text;

const saying = (log: string) => log.split(/\r?\n/).filter((line) => line.trim() !== '');

/** The last lines of a log that say something; what is before them costs nothing. */
export function lastLines(log: string, count: number, redact: Redact = asItIs): string {
  if (count === Infinity) return redact(log);
  const from = beginOfLast(log, count);
  // A secret of several lines leaves fewer.
  return saying(redact(log, { from })).slice(-count).join('\n');
}

/** The end of a log, fit for a message: 20 lines, clean and without secrets. */
export function logTail(log: string, redact: Redact): string {
  const cut = Math.max(0, log.length - LONGEST_TAIL);
  const from = cut + beginOfLast(log.slice(cut), LINES);
  return saying(redact(log, { from }))
    .slice(-LINES)
    .map((line) => cleanServerText(line, LONGEST_LINE, asItIs))
    .filter((line) => line !== '')
    .join('\n');
}
