// The parts of README and CONTRIBUTING that are made from the code. `npm run docs` writes them;
// test/readme.test.ts and test/contributing.test.ts fail when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { dataWorks } from '../nodes/DataWorks/api/dataWorks';
import { outcomes } from '../nodes/DataWorks/api/outcomes';
import { errors } from '../nodes/DataWorks/api/dataworks-2020-05-18/errors';
import { commonErrors } from '../nodes/alibabaCloud/errors';
import { stsErrors } from '../nodes/alibabaCloud/role/stsErrors';
import { resources } from '../nodes/DataWorks/resources';
import { table, withPart } from './markdown';

const root = path.join(__dirname, '..');
export const readmePath = path.join(root, 'README.md');
export const contributingPath = path.join(root, 'CONTRIBUTING.md');

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
    [
      ...Object.entries({ ...errors, ...commonErrors(dataWorks) }).map(
        ([code, hint]) => [`\`${code}\``, hint] as const,
      ),
      ...Object.entries(stsErrors).map(
        ([code, hint]) => [`\`${code}\` (AssumeRole)`, hint] as const,
      ),
    ]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, { means, todo }]) => [code, means, todo]),
  );
}

const outcomesTable = () =>
  table(
    ['Outcome', 'What it says'],
    Object.entries(outcomes).map(([word, means]) => [`\`${word}\``, means]),
  );

const source = (file: string) =>
  `\`\`\`ts\n// ${file}\n${readFileSync(path.join(root, file), 'utf8')}\`\`\``;

const tables = { operations: operationsTable, outcomes: outcomesTable, errors: errorsTable };
const sources = {
  operation: () => source('nodes/DataWorks/resources/instance/get.ts'),
  resource: () => source('nodes/DataWorks/resources/instance/index.ts'),
};

const withParts = (text: string, parts: Readonly<Record<string, () => string>>) =>
  Object.entries(parts).reduce((current, [name, make]) => withPart(current, name, make()), text);

/** The README with its tables of operations and error codes made anew. */
export const withTables = (readme: string) => withParts(readme, tables);

/** CONTRIBUTING with the files that it shows as they are. */
export const withSources = (contributing: string) => withParts(contributing, sources);

if (require.main === module) {
  const renew = (file: string, made: (text: string) => string) =>
    writeFileSync(file, made(readFileSync(file, 'utf8')));
  renew(readmePath, withTables);
  renew(contributingPath, withSources);
}
