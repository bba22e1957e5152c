import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
/** The type of a credential of n8n's own, which ours was once called like. */
const taken = ['alibaba', 'Cloud', 'Api'].join('');

it('stands nowhere by the name of a credential of n8n', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
    .toString()
    .split('\n')
    .filter((file) => file !== '' && !/\.(?:png|svg|gif|jpg)$/.test(file));
  expect(files.length).toBeGreaterThan(300);
  const word = new RegExp(`\\b${taken}\\b`, 'i');
  const read = (file: string) => {
    try {
      return readFileSync(path.join(root, file), 'utf8');
    } catch {
      return '';
    }
  };
  expect(files.filter((file) => word.test(file) || word.test(read(file)))).toEqual([]);
});
