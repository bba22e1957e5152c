import type { ActionParameters } from '../alibabaCloud/service';
import type { actions } from './api/dataworks-2020-05-18';
import { dateIn, dayAfter } from './businessDates';
import { readCron } from './cron';

/** What decides when something that was deployed first runs by itself, as far as it is known. */
export interface InstanceSchedule {
  /** IANA; dates and times are those of its clocks. */
  timeZone: string;
  cron?: string | undefined;
  /** Dates between which the schedule applies, e.g. 2026-02-28. */
  from?: string | undefined;
  until?: string | undefined;
  /** `Immediately`: today, too; else, or where it is not known, from the next day on. */
  mode?: string | undefined;
  isPaused?: boolean | undefined;
  isDryRun?: boolean | undefined;
  /** Whether there may be settings that are not known here. */
  isPart?: boolean;
}

/** A schedule of which only what was set by UpdateFile is known; `{}`: nothing. */
export function partOfSchedule(
  timeZone: string,
  changes: ActionParameters<typeof actions.UpdateFile>,
): InstanceSchedule {
  const { CronExpress: cron, StartEffectDate, EndEffectDate, Stop } = changes;
  const dateOf = (ms: unknown) => (ms === undefined ? undefined : dateIn(timeZone, Number(ms)));
  const [from, until] = [dateOf(StartEffectDate), dateOf(EndEffectDate)];
  return { timeZone, cron, from, until, isPaused: Boolean(Stop), isPart: true };
}

/** From here to midnight the instances of the next day are made: pages say 22:00, others 23:30. */
const WINDOW_BEGINS = 22 * 60;
/** How long before its time an instance of the same day has to be deployed. Source: UpdateTask. */
const LEAD_MINUTES = 10;

const clockText = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Minutes since midnight on the clocks of a time zone. */
function minuteIn(timeZone: string, at: number): number {
  const shown = new Date(at).toLocaleTimeString('sv-SE', { timeZone });
  const [hour = 0, minute = 0] = shown.split(':').map(Number);
  return hour * 60 + minute;
}

/** The minutes of a day at which a cron expression runs, and whether it does so every day. */
function timesOf(cron: string | undefined): { minutes: number[]; isDaily: boolean } {
  const times = readCron(cron ?? '');
  if ('wrong' in times) return { minutes: [], isDaily: true };
  const minutes = times.hours.flatMap((hour) => times.minutes.map((one) => hour * 60 + one));
  const days = (cron ?? '').trim().split(/\s+/).slice(3);
  return { minutes, isDaily: days.every((field) => field === '*' || field === '?') };
}

/**
 * When something that is deployed now first runs by itself, a sentence: that nothing runs on the day of
 * a deployment is what new users ask about first. Sources: the pages on deployments and on the cycle of
 * schedules, and on UpdateTask.
 * @param now ms since 1970
 */
export function firstInstance(schedule: InstanceSchedule, now: number): string {
  const { timeZone, from = '', until, mode, isPaused, isDryRun, isPart } = schedule;
  const what = `${isPart ? 'As far as is known here, what' : 'What'} was deployed`;
  if (isPaused) return `${what} is paused: no run starts by itself.`;
  const { minutes, isDaily } = timesOf(schedule.cron);
  const today = dateIn(timeZone, now) ?? '';
  const tomorrow = dayAfter(today);
  const minute = minuteIn(timeZone, now);
  const isInWindow = minute >= WINDOW_BEGINS;
  const stillToday =
    mode === 'Immediately' && !isInWindow && from <= today
      ? minutes.find((one) => one >= minute + LEAD_MINUTES)
      : undefined;
  const usual = stillToday !== undefined ? today : isInWindow ? dayAfter(tomorrow) : tomorrow;
  const date = from > usual ? from : usual;
  if (until !== undefined && until < date) {
    return `${what} has a schedule that ends on ${until}: no run starts by itself.`;
  }
  const time = stillToday ?? minutes[0];
  const at = time === undefined ? '' : ` at ${clockText(time)}`;
  const day = isDaily ? `on ${date}` : `on the first day from ${date} on that its schedule names,`;
  const [latest, why] =
    isInWindow && date === usual
      ? [' at the latest', ': between 22:00 and midnight it can be too late for the next day']
      : ['', date === tomorrow ? ': a schedule begins on the day after the deployment' : ''];
  const runs = `${isDryRun ? 'has its first dry run' : 'first runs by itself'}`;
  return `${what} ${runs} ${day}${at} (${timeZone})${latest}${why}.`;
}
