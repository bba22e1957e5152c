import {
  firstInstance,
  partOfSchedule,
  type InstanceSchedule,
} from '../../../nodes/DataWorks/firstInstance';

const CHINA = 'Asia/Shanghai';
const daily: InstanceSchedule = { timeZone: CHINA, cron: '00 05 00 * * ?' };
const today: InstanceSchedule = { ...daily, mode: 'Immediately', cron: '00 30 15 * * ?' };
const NEXT_DAY = ': a schedule begins on the day after the deployment';
const LATE = ' at the latest: between 22:00 and midnight it can be too late for the next day';

describe('when something that was deployed first runs by itself', () => {
  it.each<[string, InstanceSchedule, string, string]>([
    [
      'the next day',
      daily,
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'the next day, one minute before the window',
      daily,
      '2026-02-28T21:59+08:00',
      `first runs by itself on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'the third day in the window',
      daily,
      '2026-02-28T22:00+08:00',
      `first runs by itself on 2026-03-02 at 00:05 (Asia/Shanghai)${LATE}.`,
    ],
    [
      'the third day just before midnight',
      daily,
      '2026-12-30T23:59:59+08:00',
      `first runs by itself on 2027-01-01 at 00:05 (Asia/Shanghai)${LATE}.`,
    ],
    [
      'the next day just after midnight',
      daily,
      '2026-02-28T00:00+08:00',
      `first runs by itself on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'by the clocks of the time zone',
      { ...daily, timeZone: 'America/Los_Angeles' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-02-28 at 00:05 (America/Los_Angeles)${NEXT_DAY}.`,
    ],
    [
      'the first of several times of a day',
      { ...daily, cron: '00 00/30 08-18 * * ?' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 at 08:00 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'the same day where that is wished',
      today,
      '2026-02-28T10:00+08:00',
      'first runs by itself on 2026-02-28 at 15:30 (Asia/Shanghai).',
    ],
    [
      'the same day, ten minutes before its time',
      today,
      '2026-02-28T15:20+08:00',
      'first runs by itself on 2026-02-28 at 15:30 (Asia/Shanghai).',
    ],
    [
      'the next day where that is too late today',
      today,
      '2026-02-28T15:21+08:00',
      `first runs by itself on 2026-03-01 at 15:30 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'the next time of the same day',
      { ...today, cron: '00 00 00/6 * * ?' },
      '2026-02-28T11:55+08:00',
      'first runs by itself on 2026-02-28 at 18:00 (Asia/Shanghai).',
    ],
    [
      'the third day in the window, whatever is wished',
      { ...today, cron: '00 30 23 * * ?' },
      '2026-02-28T22:10+08:00',
      `first runs by itself on 2026-03-02 at 23:30 (Asia/Shanghai)${LATE}.`,
    ],
    [
      'when the schedule begins to apply',
      { ...daily, from: '2026-04-01' },
      '2026-02-28T23:00+08:00',
      'first runs by itself on 2026-04-01 at 00:05 (Asia/Shanghai).',
    ],
    [
      'not today where it begins to apply later',
      { ...today, from: '2026-03-01' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 at 15:30 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'as ever where it began to apply long ago and ends late',
      { ...daily, from: '1970-01-01', until: '9999-01-01' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'never where the schedule is over',
      { ...daily, until: '2026-02-28' },
      '2026-02-28T10:00+08:00',
      'has a schedule that ends on 2026-02-28: no run starts by itself.',
    ],
    [
      'on the last day of the schedule',
      { ...daily, until: '2026-03-01' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'on a day that a weekly schedule names',
      { ...daily, cron: '00 30 05 ? * 2' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on the first day from 2026-03-01 on that its schedule names, at 05:30 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'on a day that a monthly schedule names',
      { ...daily, cron: '00 30 05 L * ?' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on the first day from 2026-03-01 on that its schedule names, at 05:30 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'on a date alone where no cron expression is known',
      { timeZone: CHINA },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'on a date alone where the cron expression cannot be read',
      { timeZone: CHINA, cron: 'daily' },
      '2026-02-28T10:00+08:00',
      `first runs by itself on 2026-03-01 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
    [
      'never where it is paused',
      { ...daily, isPaused: true },
      '2026-02-28T10:00+08:00',
      'is paused: no run starts by itself.',
    ],
    [
      'without working where it is skipped',
      { ...daily, isDryRun: true },
      '2026-02-28T10:00+08:00',
      `has its first dry run on 2026-03-01 at 00:05 (Asia/Shanghai)${NEXT_DAY}.`,
    ],
  ])('%s', (_, schedule, now, expected) => {
    expect(firstInstance(schedule, Date.parse(now))).toBe(`What was deployed ${expected}`);
    expect(firstInstance({ ...schedule, isPart: true }, Date.parse(now))).toBe(
      `As far as is known here, what was deployed ${expected}`,
    );
  });

  it('takes what UpdateFile sets', () => {
    const day = (text: string) => Date.parse(`${text}T00:00+08:00`);
    expect(
      partOfSchedule(CHINA, {
        CronExpress: '00 05 00 * * ?',
        StartEffectDate: day('2026-03-01'),
        EndEffectDate: day('2026-04-01'),
        Stop: true,
      }),
    ).toEqual({ ...daily, from: '2026-03-01', until: '2026-04-01', isPaused: true, isPart: true });
    expect(partOfSchedule(CHINA, {})).toEqual({ timeZone: CHINA, isPaused: false, isPart: true });
  });
});
