import { readCron, runsMoreThanDaily } from '../../../nodes/DataWorks/cron';

const timesOf = (cron: string) => {
  const times = readCron(cron);
  if ('wrong' in times) throw new Error(`${cron}: ${times.wrong}`);
  return times;
};
const numbers = (from: number, to: number, by = 1) =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);

describe('readCron', () => {
  it.each<[string, number[], number[], boolean]>([
    ['00 30 05 * * ?', [30], [5], false],
    ['00 15 * * * ?', [15], numbers(0, 23), true],
    ['00 00/10 * * * ?', numbers(0, 50, 10), numbers(0, 23), true],
    ['00 00-59/10 8-23 * * ?', numbers(0, 50, 10), numbers(8, 23), true],
    ['00 20 00 1 * ?', [20], [0], false],
    ['00 10 00 1 1-12/3 ?', [10], [0], false],
    ['00 05 00 * * 2,5', [5], [0], false],
    ['00 00-59/5 1-23 * * ?', numbers(0, 55, 5), numbers(1, 23), true],
    ['0 */30 6,18 * * ?', [0, 30], [6, 18], true],
    ['  00 00 00,12 * * ?  ', [0], [0, 12], true],
    ['00 05,5 01 L * ?', [5], [1], false],
    ['00 30 05 ? * MON', [30], [5], false],
    ['00 30 05 ? * MON-FRI', [30], [5], false],
    ['00 30 05 ? JAN,JUL SUN', [30], [5], false],
    ['00 30 05 ? * sat,sun', [30], [5], false],
    ['00 30 05 ? * FRIL', [30], [5], false],
    ['00 30 05 ? DEC MON#2', [30], [5], false],
  ])('reads %s', (cron, minutes, hours, isMoreThanDaily) => {
    const times = timesOf(cron);

    expect(times).toEqual({ minutes, hours });
    expect(runsMoreThanDaily(times)).toBe(isMoreThanDaily);
  });

  it.each([
    ['', /six fields/],
    ['00 30 05 * *', /six fields/],
    ['00 30 05 * * ? 2026', /six fields/],
    ['00 30 05 ? * MO', /six fields/],
    ['00 30 05 ? MON *', /six fields/],
    ['00 30 05 ? * JAN', /six fields/],
    ['00 30 MON * * ?', /six fields/],
    ['00 ? 05 * * ?', /not readable/],
    ['00 30 24 * * ?', /not readable/],
    ['60 30 05 * * ?', /not readable/],
    ['00 20-10 05 * * ?', /not readable/],
    ['00 00/0 05 * * ?', /not readable/],
    ['00 5, 05 * * ?', /not readable/],
    ['* 30 05 * * ?', /every 5 minutes/],
    ['0,30 30 05 * * ?', /every 5 minutes/],
    ['00 * 05 * * ?', /every 5 minutes/],
    ['00 0,4 05 * * ?', /every 5 minutes/],
    ['00 3,58 * * * ?', undefined],
    ['00 2,58 * * * ?', /every 5 minutes/],
    ['00 2,58 0,23 * * ?', /every 5 minutes/],
    ['00 2,58 5,8 * * ?', undefined],
    ['00 00 00 * * ?', /before 00:05/],
    ['00 04 0 1 * ?', /before 00:05/],
  ])('says what is wrong, if anything, with "%s"', (cron, wrong) => {
    const times = readCron(cron);
    expect('wrong' in times ? times.wrong : '').toMatch(wrong ?? /^$/);
  });
});
