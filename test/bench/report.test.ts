import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { drawChart } from '../../bench/chart';
import type { Figure, Results } from '../../bench/figure';
import { notes } from '../../bench/notes';
import { chartFile, chartsOf, formatted, report } from '../../bench/report';

const docs = path.join(__dirname, '..', '..', 'docs');

const figure: Figure = {
  name: 'Cost | of a call',
  measured: [
    { of: 'in all', value: 12.3456, unit: 'ms' },
    { of: 'the limit', value: 1.0499, unit: '×' },
    { of: 'failed', value: 0, unit: '' },
  ],
  beside: [],
  limit: 'nothing',
  toReach: '≤ 10 ms',
  reached: false,
  how: 'By looking.',
};
const results = (parts: Results['parts']): Results => ({
  machine: { cpus: 2, cpu: 'A processor', platform: 'linux x64', node: '20.0.0', load: 0.512 },
  versions: { tinybench: '1.2.3' },
  parts,
});

describe('the report of the benchmark', () => {
  it('shows three digits that count', () => {
    expect([12.3456, 0.012345, 123_456, 0, 1.0499].map(formatted)).toEqual([
      '12.3',
      '0.012',
      '123,000',
      '0',
      '1.05',
    ]);
  });

  it('has a row for each figure, and says how it was taken and where it was not reached', () => {
    const page = report(results([{ figures: [figure, { ...figure, reached: true }] }]));
    expect(page).toContain(
      '| Cost \\| of a call | in all: 12.3 ms<br>1.05 × the limit<br>failed: 0 | – | nothing | ≤ 10 ms | **no** |',
    );
    expect(page).toContain('| ≤ 10 ms | yes |');
    expect(page).toContain('**Cost | of a call.** By looking.');
    expect(page).toContain(
      '2 cores (A processor, linux x64) with Node.js 20.0.0 at a load average of 0.512',
    );
  });

  it('says what the profile shows of a figure that was not reached, and only then', () => {
    const [[name, note]] = Object.entries(notes) as [[string, string]];
    const missed = report(results([{ figures: [{ ...figure, name }] }]));
    expect(missed).toContain(`**${name}.** By looking.\n\n> ${note}`);
    const met = report(results([{ figures: [{ ...figure, name, reached: true }] }]));
    expect(met).not.toContain(note);
  });

  it('says what is special about a run', () => {
    expect(report({ ...results([]), remark: 'On a ship.' })).toContain('\n\n**On a ship.**\n\n');
    expect(report(results([]))).not.toContain('**');
  });

  it('draws bars in proportion, this node in its own colour', () => {
    const svg = drawChart({
      title: 'Calls <all>',
      unit: 'ms',
      bars: [
        { of: 'this node', value: 5 },
        { of: 'other & more', value: 10 },
      ],
    });
    const [ours, other] = [...svg.matchAll(/class="(\w+)" x="\d+" y="\d+" width="(\d+)"/g)];
    expect([ours![1], other![1]]).toEqual(['ours', 'other']);
    expect(Number(other![2])).toBe(2 * Number(ours![2]));
    expect(svg).toContain('other &#38; more');
    expect(svg).toContain('Calls &#60;all&#62;');
  });
});

describe('docs/benchmarks.md', () => {
  const stored = JSON.parse(readFileSync(path.join(docs, 'benchmarks.json'), 'utf8')) as Results;

  it('is what the code makes of the last run (npm run bench)', () => {
    expect(readFileSync(path.join(docs, 'benchmarks.md'), 'utf8')).toBe(report(stored));
  });

  it('has its charts beside it', () => {
    const charts = chartsOf(stored);
    expect(charts.length).toBeGreaterThan(0);
    for (const chart of charts) {
      const file = path.join(docs, 'images', chartFile(chart));
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, 'utf8')).toBe(drawChart(chart));
    }
  });

  it('has a note for no figure that is not there', () => {
    const names = stored.parts.flatMap(({ figures }) => figures.map(({ name }) => name));
    expect(Object.keys(notes).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has every figure', () => {
    const names = stored.parts.flatMap(({ figures }) => figures.map(({ name }) => name));
    expect(names.length).toBeGreaterThanOrEqual(14);
    expect(new Set(names).size).toBe(names.length);
  });
});
