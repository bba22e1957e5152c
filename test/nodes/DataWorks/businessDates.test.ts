import fc from 'fast-check';

import { regions, timeZoneOf } from '../../../nodes/alibabaCloud/endpoints';
import {
  beginOfDate,
  countOfDates,
  dateIn,
  dateWritten,
  timeZoneNamed,
  yesterdayIn,
} from '../../../nodes/DataWorks/businessDates';
import { draws } from '../../random';

const yesterday = (region: string, now: string) =>
  yesterdayIn(timeZoneOf({ region }) ?? 'none', Date.parse(now));

describe('yesterday', () => {
  it.each<[string, string, string, string]>([
    ['China, before midnight', 'cn-shanghai', '2026-03-10T15:59:59.999Z', '2026-03-09'],
    ['China, at midnight', 'cn-shanghai', '2026-03-10T16:00:00Z', '2026-03-10'],
    ['Hong Kong, at midnight', 'cn-hongkong', '2026-03-10T16:00:00Z', '2026-03-10'],
    ['Silicon Valley, in the evening of China', 'us-west-1', '2026-03-10T20:00:00Z', '2026-03-09'],
    [
      'Silicon Valley, before midnight in winter',
      'us-west-1',
      '2026-03-08T07:59:59Z',
      '2026-03-06',
    ],
    ['Silicon Valley, at midnight in winter', 'us-west-1', '2026-03-08T08:00:00Z', '2026-03-07'],
    [
      'Silicon Valley, before midnight in summer',
      'us-west-1',
      '2026-03-09T06:59:59Z',
      '2026-03-07',
    ],
    ['Silicon Valley, at midnight in summer', 'us-west-1', '2026-03-09T07:00:00Z', '2026-03-08'],
    ['Virginia, the long day of autumn', 'us-east-1', '2026-11-02T04:59:59Z', '2026-10-31'],
    ['Virginia, after it', 'us-east-1', '2026-11-02T05:00:00Z', '2026-11-01'],
    ['Frankfurt, the short day of spring', 'eu-central-1', '2026-03-29T21:59:59Z', '2026-03-28'],
    ['Frankfurt, after it', 'eu-central-1', '2026-03-29T22:00:00Z', '2026-03-29'],
    ['London, in winter', 'eu-west-1', '2026-01-01T00:00:00Z', '2025-12-31'],
    ['London, in summer', 'eu-west-1', '2026-06-30T23:00:00Z', '2026-06-30'],
    ['Mumbai, with half an hour', 'ap-south-1', '2026-05-05T18:29:59Z', '2026-05-04'],
    ['Mumbai, half an hour later', 'ap-south-1', '2026-05-05T18:30:00Z', '2026-05-05'],
    ['Tokyo', 'ap-northeast-1', '2026-05-05T15:00:00Z', '2026-05-05'],
    ['Dubai', 'me-east-1', '2026-05-05T20:00:00Z', '2026-05-05'],
    ['the end of February', 'ap-southeast-1', '2028-02-29T16:00:00Z', '2028-02-29'],
  ])('in %s', (_what, region, now, expected) => {
    expect(yesterday(region, now)).toBe(expected);
  });

  it('is the day before today everywhere, at every time', () => {
    const zones = fc.constantFrom(...regions.map(({ id }) => timeZoneOf({ region: id })!));
    const times = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, times, (zone, at) => {
        const dates = { first: yesterdayIn(zone, at.getTime()), last: dateIn(zone, at.getTime())! };
        return countOfDates(dates) === 2;
      }),
      draws,
    );
  });
});

describe('the begin of a date', () => {
  it.each<[string, string, string, string]>([
    // Recorded: the Bizdate of an instance of the live service.
    ['China', 'Asia/Shanghai', '2025-02-05', '2025-02-04T16:00:00Z'],
    ['a whole offset', 'Etc/GMT-8', '2026-02-26', '2026-02-25T16:00:00Z'],
    ['half an hour', 'Asia/Kolkata', '2026-05-05', '2026-05-04T18:30:00Z'],
    ['far in the east', 'Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z'],
    ['far in the west', 'Etc/GMT+12', '2026-01-01', '2026-01-01T12:00:00Z'],
    ['the short day of spring', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['the day after it', 'Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00Z'],
    ['a day whose midnight is left out', 'Africa/Cairo', '2025-04-25', '2025-04-24T22:00:00Z'],
  ])('%s', (_, timeZone, date, expected) => {
    expect(new Date(beginOfDate(timeZone, date)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  it('is its first moment everywhere', () => {
    const zones = fc.constantFrom(...regions.map(({ id }) => timeZoneOf({ region: id })!));
    const days = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const date = new Date(day * 24 * 60 * 60_000).toISOString().slice(0, 10);
        const at = beginOfDate(zone, date);
        return dateIn(zone, at) === date && dateIn(zone, at - 1)! < date;
      }),
      draws,
    );
  });
});

describe('the time zone of a region', () => {
  it.each(regions.map(({ id }) => id))('%s is one', (id) => {
    expect(timeZoneNamed(timeZoneOf({ region: id })!)).toBeDefined();
  });

  it('is known of every region in China, and of none that is unknown', () => {
    expect(timeZoneOf({ region: 'other', regionId: ' cn-heyuan ' })).toBe('Asia/Shanghai');
    expect(timeZoneOf({ region: 'other', regionId: 'us-west-1' })).toBe('America/Los_Angeles');
    expect(timeZoneOf({ region: 'other', regionId: 'xx-moon-1' })).toBeUndefined();
    expect(timeZoneOf({})).toBeUndefined();
  });
});

it.each<[string, string | undefined]>([
  ['UTC', 'UTC'],
  ['UTC+0', 'UTC'],
  ['utc-0', 'UTC'],
  ['UTC+8', 'Etc/GMT-8'],
  ['GMT+08:00', 'Etc/GMT-8'],
  ['+8', 'Etc/GMT-8'],
  ['UTC-5', 'Etc/GMT+5'],
  [' America/New_York ', 'America/New_York'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['UTC+99', undefined],
  ['Shanghai', undefined],
  ['', undefined],
])('the time zone written as "%s" is %p', (text, expected) => {
  expect(timeZoneNamed(text)).toBe(expected);
});

it.each<[string, string | undefined]>([
  ['2026-02-28', '2026-02-28'],
  [' 20260228 ', '2026-02-28'],
  ['2026-02-28T23:59:59.000-08:00', '2026-02-28'],
  ['2026-02-30', undefined],
  ['2026-2-3', undefined],
  ['202602281', undefined],
  ['yesterday', undefined],
])('the date written as "%s" is %p', (text, expected) => {
  expect(dateWritten(text)).toBe(expected);
});

it('what is no time has no date', () => {
  expect(dateIn('UTC', NaN)).toBeUndefined();
  expect(dateIn('UTC', 9e15)).toBeUndefined();
});
