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

describe('the Chinese README', () => {
  const chinese = readFileSync(readmePath.replace(/\.md$/, '.zh-CN.md'), 'utf8');
  const firstCells = (text: string, cells: number) =>
    [...text.matchAll(/^\| (.+) \|$/gm)]
      .map(([, row]) => row!.split(' | ').slice(0, cells).join(' | '))
      .filter((row) => /^(`|Instance|Sync Task)/.test(row));

  it('has every operation and every error code, in the order of the English one', () => {
    const codes = (text: string) => firstCells(text, 1).filter((cell) => cell.startsWith('`'));
    const operations = (text: string) => firstCells(text, 2).filter((row) => !row.startsWith('`'));
    expect(operations(chinese)).toEqual(operations(readme));
    expect(codes(chinese)).toEqual(codes(readme));
  });

  it('names files that are there and shows the same policy', () => {
    const named = (text: string) =>
      new Set([...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => file!));
    const missing = [...named(chinese)].filter(
      (file) => !existsSync(path.join(path.dirname(readmePath), file)),
    );
    expect(missing).toEqual([]);
    expect(named(chinese).size).toBeGreaterThan(5);
    const policy = (text: string) => /```json\n(\{\n {2}"Version"[\s\S]*?)```/.exec(text)?.[1];
    expect(policy(chinese)).toBe(policy(readme));
  });
});
