// The tables of the README that are made from the code: operations and error codes.
// `npm run docs` writes them; test/readme.test.ts fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { hints } from '../nodes/DataWorks/api/errors';
import { resources } from '../nodes/DataWorks/resources';
import { table, withPart } from './markdown';

function operationsTable(): string {
  return table(
    ['Resource', 'Operation', 'What it does'],
    resources.flatMap((resource) =>
      resource.operations.map(({ name, description }) => [resource.name, name, description]),
    ),
  );
}

function errorsTable(): string {
  return table(
    ['Code', 'What it means', 'What to do'],
    Object.entries(hints)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, { means, todo }]) => [`\`${code}\``, means, todo]),
  );
}

const tables: Readonly<Record<string, () => string>> = {
  operations: operationsTable,
  errors: errorsTable,
};

/** The text with each table between `<!-- NAME -->` and `<!-- /NAME -->` made anew. */
export function withTables(text: string): string {
  return Object.entries(tables).reduce(
    (current, [name, make]) => withPart(current, name, make()),
    text,
  );
}

export const readmePath = path.join(__dirname, '..', 'README.md');

if (require.main === module) {
  writeFileSync(readmePath, withTables(readFileSync(readmePath, 'utf8')));
}
