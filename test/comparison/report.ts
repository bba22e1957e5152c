import { table } from '../../scripts/markdown';
import type { FaultRow } from './faultRows';
import { isServed, isTakenIn, isToldOfAll, type Given, type Observed } from './observed';

/** One row, seen through both. */
export interface Compared {
  row: FaultRow;
  official: Observed;
  node: Observed;
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

function said({ works, text }: Given): string {
  const shown = text
    .replace(/\?ProjectId=\S+/, '?ProjectId=10000&…')
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '\ufffd')
    .replaceAll('`', "'");
  return `${works ? 'returns' : 'throws'} \`${shown}\``;
}

function cell(observed: Observed): string {
  const { creations, lookUps, tasks, waitedMs, given } = observed;
  const sent = [
    count(creations, 'send'),
    ...(lookUps > 0 ? [count(lookUps, 'look-up')] : []),
    ...(waitedMs === undefined ? [] : [`${waitedMs} ms waited, as asked`]),
    tasks.length === 0 ? 'no task' : `${count(tasks.length, 'task')} (${tasks.join(', ')})`,
  ].join(', ');
  const doubts = [
    ...(isToldOfAll(observed) ? [] : ['**Its FileId is not told.**']),
    ...(isTakenIn(observed) ? ['**Nothing is thrown, and no such task is there.**'] : []),
  ];
  const rounds = given.map((one, index) =>
    given.length > 1 ? `${index + 1}. ${said(one)}` : said(one),
  );
  return [sent, ...rounds, ...doubts].join('<br>');
}

/** In how many rows something holds for the one and for the other. */
const sum = (rows: readonly Compared[], what: string, holds: (observed: Observed) => boolean) => [
  what,
  String(rows.filter(({ official }) => holds(official)).length),
  String(rows.filter(({ node }) => holds(node)).length),
];

/** The table and what it comes to, as the document has them. */
export function report(rows: readonly Compared[], version: string): string {
  const columns = [`\`@alicloud/openapi-client\` ${version}`, 'This package'];
  return [
    table(
      [`In how many of ${rows.length} rows`, ...columns],
      [
        sum(rows, 'the caller has the task in the end', isServed),
        sum(
          rows,
          'a task is there whose FileId the caller was not told',
          (one) => !isToldOfAll(one),
        ),
        sum(rows, 'nothing is thrown, although no such task is there', isTakenIn),
      ],
    ),
    '',
    table(
      ['What goes wrong', ...columns],
      rows.map(({ row, official, node }) => [row.name, cell(official), cell(node)]),
    ),
  ].join('\n');
}
