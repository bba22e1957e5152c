import {
  firstMemory,
  isDue,
  OVERLAP_MS,
  readMemory,
  wantedFrom,
  writeMemory,
} from '../../../../nodes/DataWorks/trigger/memory';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 2, 1);
const EVERY = 15 * MINUTE;

describe('what a trigger remembers', () => {
  it('is nothing before its first look', () => {
    expect(firstMemory('me', NOW, NOW + 5)).toEqual({
      of: 'me',
      since: NOW,
      last: NOW,
      mark: NOW,
      lookedAt: NOW + 5,
      isUnfinished: false,
      reported: {},
      followed: [],
      isSplit: false,
    });
  });

  test.each<[string, number, boolean, boolean]>([
    ['right after a look', 0, false, false],
    ['a minute before its time', EVERY - MINUTE, false, false],
    ['some seconds before its time: polls come a little early', EVERY - 20_000, false, true],
    ['at its time', EVERY, false, true],
    ['long after its time', 100 * EVERY, false, true],
    ['right after one that left something', 0, true, true],
    ['after the clock was set back', -MINUTE, false, true],
  ])('%s', (_, after, isUnfinished, due) => {
    expect(isDue({ ...firstMemory('me', NOW, NOW), isUnfinished }, EVERY, NOW + after)).toBe(due);
  });

  test.each<[string, number, number]>([
    ['the trigger began', 0, NOW],
    ['half of the overlap later', OVERLAP_MS / 2, NOW],
    ['far later', 3 * OVERLAP_MS, NOW + 2 * OVERLAP_MS],
  ])(
    'wants ends from the overlap before the mark, none older than the trigger: %s',
    (_, on, from) => {
      expect(wantedFrom({ since: NOW, mark: NOW + on })).toBe(from);
    },
  );

  const memory = {
    ...firstMemory('me', NOW, NOW),
    reported: { '1-5-failed': 5 },
    pass: { at: NOW, begun: NOW, list: 'all', page: 3 },
  };

  it('is read as it was written', () => {
    expect(readMemory(writeMemory(memory), 'me')).toEqual(memory);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['what is no text', memory],
    ['what is no JSON', writeMemory(memory).slice(0, -1)],
    ['what is no object', '"me"'],
    ['null', 'null'],
    ["another one's", writeMemory({ ...memory, of: 'you' })],
  ])('is not %s', (_, stored) => {
    expect(readMemory(stored, 'me')).toBeUndefined();
  });
});
