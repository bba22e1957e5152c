import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asStudioOptions,
  STUDIO_BEHAVIOURS,
  studioSettings,
} from '../../../emulator/studio-options';

const page = readFileSync(join(__dirname, '../../../docs/live-evidence.md'), 'utf8');
const section = page.slice(page.indexOf('## API 2024-05-18')).split('\n## ')[0]!;

test('each option and each of its words stand in the table of evidence', () => {
  for (const name of Object.keys(studioSettings())) expect(section).toContain(`\`${name}\``);
  for (const word of Object.values(STUDIO_BEHAVIOURS).flat()) {
    expect(section).toContain(`\`${word}\``);
  }
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
