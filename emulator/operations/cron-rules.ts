/** A field that runs through a range in steps, e.g. "00-59/5" or "0/5". */
const STEPS = /^(?:\*|\d+(?:-\d+)?)\/(\d+)$/;

/**
 * What is wrong with a cron expression, or undefined. Six fields (second to weekday); at most every
 * 5 minutes; a daily run not before 00:05. Source: the UpdateFile page.
 */
export function checkCron(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  const [, minute = '', hour = ''] = fields;
  if (fields.length !== 6 || fields.some((field) => !/^[\d*?,/#LW-]+$/.test(field))) {
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
