import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { contributingPath, withSources } from '../scripts/documentation';

const root = path.dirname(contributingPath);
const text = readFileSync(contributingPath, 'utf8');
const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!);

describe('CONTRIBUTING', () => {
  it('shows files as they are (npm run docs)', () => {
    expect(text).toMatch(/<!-- operation -->/);
    expect(text).toMatch(/<!-- resource -->/);
    expect(withSources(text)).toBe(text);
  });

  it('names only files and folders that are there', () => {
    // From the root: `engine/` and the like stand for a folder of the row that they are in.
    const paths = named(
      /`((?:bench|credentials|docs|e2e|emulator|examples|nodes|scripts|test)\/[\w./-]*)`/g,
    );
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const names = named(/npm (?:run )?(\w[\w:]*)/g);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});
