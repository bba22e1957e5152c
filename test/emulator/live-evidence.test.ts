import { BEHAVIOURS } from '../../emulator/behaviours';
import { settingsOf } from '../../emulator/options';
import { evidenceRows, SURE } from './evidence-table';

const ROWS = evidenceRows('2020-05-18');

/** Settings that say how it is run, and those of the other version, which has a table of its own. */
const OTHERS = ['seed', 'studio'];
const options = [
  ...Object.keys(settingsOf({})).filter((name) => !OTHERS.includes(name)),
  // Undefined by default, so that settingsOf does not have it.
  'quota',
];

test('each row has behaviour, option or a dash, source and one of the words', () => {
  expect(ROWS.length).toBeGreaterThan(40);
  for (const { behaviour, cell, option, source, howSure, more } of ROWS) {
    expect(behaviour).toMatch(/\w/);
    expect(source).toMatch(/\w/);
    expect(SURE).toContain(howSure);
    expect(option === undefined ? cell : '–').toBe('–');
    expect(more).toEqual([]);
  }
});

test('each option has one row, and each row an option that is there', () => {
  const named = ROWS.flatMap(({ option }) => (option === undefined ? [] : [option]));
  expect([...named].sort()).toEqual([...options].sort());
});

test.each(Object.entries(BEHAVIOURS))(
  'the row of %s has its values, the default bold',
  (name, all) => {
    const { values } = ROWS.find(({ option }) => option === name)!;
    expect(values).toEqual(all.map((value, index) => (index === 0 ? `**${value}**` : value)));
  },
);

test('what is unknown can be switched', () => {
  const fixed = ROWS.filter(({ option, howSure }) => howSure === 'unknown' && option === undefined);
  expect(fixed).toEqual([]);
  expect(ROWS.filter(({ howSure }) => howSure === 'unknown').length).toBeGreaterThan(0);
});
