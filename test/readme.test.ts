import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { readmePath, withTables } from '../scripts/documentation';

const readme = readFileSync(readmePath, 'utf8');

describe('the README', () => {
  it('has the tables of operations and error codes as the code has them (npm run docs)', () => {
    expect(readme).toMatch(/<!-- operations -->/);
    expect(readme).toMatch(/<!-- errors -->/);
    expect(withTables(readme)).toBe(readme);
  });

  it('names only pictures and files that are there', () => {
    const named = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => file!);
    expect(named.length).toBeGreaterThan(3);
    const missing = named.filter((file) => !existsSync(path.join(path.dirname(readmePath), file)));
    expect(missing).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(
      readFileSync(path.join(path.dirname(readmePath), 'package.json'), 'utf8'),
    ) as { scripts: Record<string, string> };
    const named = [
      ...readme.matchAll(/npm (?:run )?(start|test|e2e|emulator|bench|docs|build)\b/g),
    ];
    expect(named.map(([, name]) => name!).filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the documentation in Chinese', () => {
  it('names files that are there', () => {
    const file = path.join(path.dirname(readmePath), 'docs/zh-CN/README.md');
    const named = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    expect(named.length).toBeGreaterThan(5);
    const missing = named.filter(([, to]) => !existsSync(path.join(path.dirname(file), to!)));
    expect(missing).toEqual([]);
  });
});
