import {
  asStudioOptions,
  STUDIO_BEHAVIOURS,
  studioSettings,
} from '../../../emulator/studio-options';
import { evidenceRows, SURE } from '../evidence-table';

const ROWS = evidenceRows('2024-05-18');

describe('the table of evidence', () => {
  test('has behaviour, option or a dash, source and one of the words in each row', () => {
    expect(ROWS.length).toBeGreaterThan(50);
    for (const { behaviour, cell, option, source, howSure, more } of ROWS) {
      expect(behaviour).toMatch(/\w/);
      expect(source).toMatch(/\w/);
      expect(SURE).toContain(howSure);
      expect(option === undefined ? cell : '–').toBe('–');
      expect(more).toEqual([]);
    }
  });

  test('has one row for each option, with its words, the default bold', () => {
    const named = ROWS.flatMap(({ option }) => (option === undefined ? [] : [option]));
    expect([...named].sort()).toEqual(Object.keys(studioSettings()).sort());
    for (const [name, words] of Object.entries(STUDIO_BEHAVIOURS)) {
      const { values } = ROWS.find(({ option }) => option === name)!;
      const [usual, ...others] = words;
      expect(values).toEqual([`**${usual}**`, ...others]);
    }
  });

  test('has an option for everything that is unknown', () => {
    const unknown = ROWS.filter(({ howSure }) => howSure === 'unknown');
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.filter(({ option }) => option === undefined)).toEqual([]);
  });
});

test('each word of each option is taken, every other value is refused', () => {
  for (const [name, words] of Object.entries(STUDIO_BEHAVIOURS)) {
    for (const word of words) expect(asStudioOptions({ [name]: word })).toEqual({ [name]: word });
    expect(() => asStudioOptions({ [name]: 'else' })).toThrow(
      `${name} is one of ${words.join(', ')}.`,
    );
  }
  expect(() => asStudioOptions({ lateVisibilityMs: 'long' })).toThrow('a number of ms');
  expect(() => asStudioOptions({ denied: { testid: 'ListNodes' } })).toThrow('lists of actions');
  expect(() => asStudioOptions({ colour: 'red' })).toThrow('Unknown option "colour".');
});
