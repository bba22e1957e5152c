/** When a node runs within a day, read from a cron expression. */
export interface DayTimes {
  /** From 0 to 59, ascending. */
  minutes: number[];
  /** From 0 to 23, ascending. */
  hours: number[];
}

const MINUTES_PER_DAY = 24 * 60;
/** Limits of the scheduler. Source: UpdateFile, CronExpress. */
const SHORTEST_INTERVAL_MINUTES = 5;
const EARLIEST_MINUTE = 5;

const FIELD = /^[\d*?,/#LW-]+$/;
/** Names that stand for numbers in the field of the month and in that of the weekday. */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const NAMES: Readonly<Record<number, readonly string[]>> = { 4: MONTHS, 5: WEEKDAYS };
const PART = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/;

/** The numbers that one field stands for, or `undefined` when it cannot be read. */
function numbersOf(field: string, highest: number): number[] | undefined {
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const match = PART.exec(part);
    if (!match) return undefined;
    const [, first, last, step] = match;
    const from = Number(first ?? 0);
    const open = first === undefined || (step !== undefined && last === undefined);
    const to = open ? highest : Number(last ?? first);
    const by = Number(step ?? 1);
    if (to > highest || from > to || by === 0) return undefined;
    for (let number = from; number <= to; number += by) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** Whether a field has nothing but what a cron expression can have there. */
function isField(field: string, index: number): boolean {
  const names = NAMES[index] ?? [];
  // FRIL is the last Friday of a month; a name is one even where letters follow that have a meaning.
  const numbered = field.replace(/[A-Za-z]{3}/g, (word) =>
    names.includes(word.toUpperCase()) ? '1' : word,
  );
  return FIELD.test(numbered);
}

function shortestInterval({ minutes, hours }: DayTimes): number {
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const next = [...times.slice(1), (times[0] ?? 0) + MINUTES_PER_DAY];
  return Math.min(...next.map((time, index) => time - (times[index] ?? 0)));
}

/**
 * Reads and checks a cron expression as DataWorks has it: second, minute, hour, day, month, weekday;
 * at most every 5 minutes, and a node that runs once a day not before 00:05.
 * @returns the times of a day, or what is wrong, to be said after "is"
 */
export function readCron(cron: string): DayTimes | { wrong: string } {
  const fields = cron.trim().split(/\s+/);
  const [second = '', minute = '', hour = ''] = fields;
  if (fields.length !== 6 || !fields.every(isField)) {
    return { wrong: 'no cron expression of six fields: second, minute, hour, day, month, weekday' };
  }
  const seconds = numbersOf(second, 59);
  const minutes = numbersOf(minute, 59);
  const hours = numbersOf(hour, 23);
  if (!seconds || !minutes || !hours) {
    return { wrong: 'not readable in its second, minute or hour' };
  }
  const times = { minutes, hours };
  if (seconds.length > 1 || shortestInterval(times) < SHORTEST_INTERVAL_MINUTES) {
    return { wrong: 'more often than every 5 minutes, the most that DataWorks runs a node' };
  }
  const [first = 0] = minutes;
  if (!runsMoreThanDaily(times) && hours[0] === 0 && first < EARLIEST_MINUTE) {
    return { wrong: 'before 00:05, the earliest that DataWorks runs a node each day' };
  }
  return times;
}

/** Whether a node runs several times a day: CycleType NOT_DAY, else DAY. */
export function runsMoreThanDaily({ minutes, hours }: DayTimes): boolean {
  return minutes.length * hours.length > 1;
}
