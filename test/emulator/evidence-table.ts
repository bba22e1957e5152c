import { readFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = readFileSync(path.resolve(__dirname, '../../docs/live-evidence.md'), 'utf8');

/** The words for how sure a row is. */
export const SURE = ['recorded', 'official code', 'documented', 'inferred', 'unknown'];

/**
 * The rows of the table of one API version. `values` are those after the option's name, the bold one
 * too.
 */
export function evidenceRows(version: '2020-05-18' | '2024-05-18') {
  return PAGE.split(/^## /m)
    .find((section) => section.startsWith(`API ${version}`))!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '))
    .map(([behaviour, cell = '', source, howSure = '', ...more]) => {
      const [, option, values] = /^`(\w+)`(?:: (.*))?$/.exec(cell) ?? [];
      return { behaviour, cell, option, values: values?.split(', ') ?? [], source, howSure, more };
    });
}
