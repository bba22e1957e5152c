import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sum } from 'simple-statistics';

import { packageRoot } from '../../test/engine/harness/builtPackage';
import type { Part } from '../figure';

/** A row of docs/calls.md. */
interface Row {
  name: string;
  least: number;
  made: number;
  /** At the version before the second kind of workspace. */
  before: number | undefined;
}

/** What a test wrote down of one run of each operation. */
function readRows(): Row[] {
  const text = readFileSync(join(packageRoot, 'docs', 'calls.md'), 'utf8');
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return cells.map(([, resource, operation, , least, made, before]) => ({
    name: `${resource}: ${operation}`,
    least: Number(least),
    made: Number(made),
    before: before === '–' ? undefined : Number(before),
  }));
}

const sumOf = <Name extends string>(rows: readonly Record<Name, number>[], name: Name) =>
  sum(rows.map((row) => row[name]));

/** The calls of each operation, against the fewest that can do it. */
export async function measure(): Promise<Part> {
  const rows = readRows();
  const known = rows.flatMap(({ name, made, before }) =>
    before === undefined ? [] : [{ name, made, before }],
  );
  const more = known.filter(({ made, before }) => made > before);
  const [made, before] = [sumOf(known, 'made'), sumOf(known, 'before')];
  return {
    figures: [
      {
        name: 'Calls of each operation',
        measured: [
          { of: `${rows.length} operations, once each`, value: sumOf(rows, 'made'), unit: 'calls' },
          { of: 'those of b7bed48', value: made, unit: 'calls' },
          ...more.map((row) => ({ of: row.name, value: row.made, unit: 'calls' })),
        ],
        beside: [
          { of: 'the least, each look of a wait once', value: sumOf(rows, 'least'), unit: 'calls' },
          { of: 'b7bed48', value: before, unit: 'calls' },
          ...more.map((row) => ({ of: `b7bed48, ${row.name}`, value: row.before, unit: 'calls' })),
        ],
        limit: 'each action that is needed, once; a wait goes on until the end',
        toReach: 'those of b7bed48 with no more calls in all',
        reached: known.length > 0 && made <= before,
        how: 'Taken from [calls](calls.md), which a test writes from one run of each operation on the emulator in which all goes well, and holds to it. That page has each operation with its least; what it makes more are the looks of waits.',
      },
    ],
  };
}
