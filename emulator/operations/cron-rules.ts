/** A field that runs through a range in steps, e.g. "00-59/5" or "0/5". */
const STEPS = /^(?:\*|\d+(?:-\d+)?)\/(\d+)$/;

const FIELD = /^[\d*?,/#LW-]+$/;
/** What stands for numbers in the fields of the month and of the weekday. */
const NAMES: Record<number, RegExp> = {
  4: /(?<![A-Z])(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?![A-Z])/g,
  5: /(?<![A-Z])(?:SUN|MON|TUE|WED|THU|FRI|SAT)(?![A-Z])/g,
};

/** Whether a field has nothing but what a cron expression can have there. */
function isField(field: string, place: number): boolean {
  const names = NAMES[place];
  return FIELD.test(names ? field.toUpperCase().replace(names, '1') : field);
}

/**
 * What is wrong with a cron expression, or undefined. Six fields (second to weekday); at most every
 * 5 minutes; a daily run not before 00:05. Source: the UpdateFile page; names of days and months: a guide of DW-CLI.
 */
export function checkCron(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  const [, minute = '', hour = ''] = fields;
  if (fields.length !== 6 || !fields.every(isField)) {
    return 'it is not a cron expression of six fields';
  }
  const step = STEPS.exec(minute)?.[1];
  if (minute === '*' || (step !== undefined && Number(step) < 5)) {
    return 'it runs more often than every 5 minutes';
  }
  if (/^0+$/.test(hour) && /^\d+$/.test(minute) && Number(minute) < 5) {
    return 'it runs before 00:05';
  }
  return undefined;
}
