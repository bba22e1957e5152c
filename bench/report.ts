import { table } from '../scripts/markdown';
import type { Chart, Figure, Results, Value } from './figure';
import { notes } from './notes';

/** Three digits that count, and no more than the number has. */
export function formatted(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString('en', { maximumFractionDigits: 3 });
}

const isFactor = (unit: string) => unit === '×';

/** Such as `over the helper: 87 µs`; a factor stands before what it is of. */
function shown({ of, value, unit }: Value): string {
  if (isFactor(unit)) return `${formatted(value)} × ${of}`;
  return `${of}: ${formatted(value)}${unit === '' ? '' : ` ${unit}`}`;
}

const lines = (values: readonly Value[]) => values.map(shown).join('<br>') || '–';

const HEAD = ['Figure', 'Measured', 'Beside it', 'Limit', 'To reach', 'Reached'] as const;

const figureRow = (figure: Figure) => [
  figure.name,
  lines(figure.measured),
  lines(figure.beside),
  figure.limit,
  figure.toReach,
  figure.reached ? 'yes' : '**no**',
];

function explained({ name, how, reached }: Figure): string {
  const note = reached ? undefined : notes[name];
  return `**${name}.** ${how}${note === undefined ? '' : `\n\n> ${note}`}`;
}

/** The name of a chart's file beside the page, from its title. */
export const chartFile = ({ title }: Chart): string =>
  `benchmark-${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.svg`;

export const chartsOf = ({ parts }: Results): Chart[] => parts.flatMap(({ charts = [] }) => charts);

/** The page docs/benchmarks.md. */
export function report(results: Results): string {
  const { machine, versions, parts, remark } = results;
  const figures = parts.flatMap((part) => part.figures);
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[
    '# Benchmarks',
    'Written by `npm run bench`, which measures all of it in one run (progress on standard error). `npm run --silent bench -- --json` prints the same as JSON instead, which is also in [benchmarks.json](benchmarks.json).',
    `Taken on ${machine.cpus} cores (${machine.cpu}, ${machine.platform}) with Node.js ${machine.node} at a load average of ${formatted(machine.load)}; ${used.join(', ')}. The emulator runs on loopback in a process of its own, each part of the benchmark in another. Absolute times are of that machine and of what else it did: a load above its cores makes all of them longer, and ratios are what to look at. The live DataWorks was not called.`,
    ...(remark === undefined ? [] : [`**${remark}**`]),
    ...chartsOf(results).map((chart) => `![${chart.title}](images/${chartFile(chart)})`),
    '## Figures',
    table(HEAD, figures.map(figureRow)),
    '## How each was taken',
    ...figures.map(explained),
  ].join('\n\n')}\n`;
}
