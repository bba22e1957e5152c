// The parts of documents that are made from the code. `npm run docs` writes them;
// test/documents.test.ts fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import execa from 'execa';

import { errors as errors2020 } from '../nodes/DataWorks/api/dataworks-2020-05-18/errors';
import { errors as errors2024 } from '../nodes/DataWorks/api/dataworks-2024-05-18/errors';
import { dataWorks } from '../nodes/DataWorks/api/dataWorks';
import { outcomes } from '../nodes/DataWorks/api/outcomes';
import { commonErrors, type ErrorTable } from '../nodes/alibabaCloud/errors';
import { stsErrors } from '../nodes/alibabaCloud/role/stsErrors';
import { resources } from '../nodes/DataWorks/resources';
import { dataSourceTypes } from '../nodes/DataWorks/script/dataSourceTypes';
import { subjects } from './check-live/subjects';
import { table, withPart } from './markdown';

export const root = path.join(__dirname, '..');

const resourcesTable = () =>
  table(
    ['Resource', 'Operations'],
    resources.map(({ name, operations }) => [name, operations.map((one) => one.name).join(', ')]),
  );

const operationsTable = () =>
  table(
    ['Resource', 'Operation', 'What it does'],
    resources.flatMap((resource) =>
      resource.operations.map(({ name, description }) => [resource.name, name, description]),
    ),
  );

const outcomesTable = () =>
  table(
    ['Outcome', 'What it says'],
    Object.entries(outcomes).map(([word, means]) => [`\`${word}\``, means]),
  );

const dataSourceTypesTable = () =>
  table(
    ['Data source', 'Read from', 'Written to', 'Write modes'],
    dataSourceTypes.map(({ name, reader, writer }) => [
      name,
      `${reader.stepType}: ${reader.place.parameter}`,
      `${writer.stepType}: ${writer.place.parameter}`,
      Object.keys(writer.modes ?? {}).join(', '),
    ]),
  );

function errorsTable(): string {
  const rows = (where: string, errors: ErrorTable, unless: ErrorTable = {}) =>
    Object.entries(errors)
      .filter(
        ([code, { means, todo }]) => unless[code]?.means !== means || unless[code].todo !== todo,
      )
      .map(([code, { means, todo }]) => [`\`${code}\`${where}`, means, todo] as const);
  const common = commonErrors(dataWorks);
  const first = { ...common, ...errors2020 };
  return table(
    ['Code', 'What it means', 'What to do'],
    [
      ...rows('', first),
      ...rows(' (2024-05-18)', { ...common, ...errors2024 }, first),
      ...rows(' (AssumeRole)', stsErrors),
    ].sort(([a], [b]) => a.localeCompare(b)),
  );
}

const subjectsTable = () =>
  table(
    ['What', 'Expected', 'Seen by'],
    subjects.map(({ name, about, expected, by }) => [
      about === name ? name : `${about} (\`${name}\`)`,
      expected,
      typeof by === 'string' ? { read: 'reading', write: '`--write`' }[by] : `nobody: ${by.never}`,
    ]),
  );

const source = (file: string) => () =>
  `\`\`\`ts\n// ${file}\n${readFileSync(path.join(root, file), 'utf8')}\`\`\``;

/** By document: the parts of it that are made, by their marks. */
export const documents: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { resources: resourcesTable },
  'docs/operations.md': { operations: operationsTable, outcomes: outcomesTable },
  'docs/errors.md': { errors: errorsTable },
  'docs/check-live.md': { subjects: subjectsTable },
  'docs/scripts.md': { dataSourceTypes: dataSourceTypesTable },
  'CONTRIBUTING.md': {
    operation: source('nodes/DataWorks/resources/instance/get.ts'),
    resource: source('nodes/DataWorks/resources/instance/index.ts'),
  },
};

export const read = (document: string) => readFileSync(path.join(root, document), 'utf8');

/** The document with its parts made anew. */
export const renewed = (document: string): string =>
  Object.entries(documents[document] ?? {}).reduce(
    (text, [name, make]) => withPart(text, name, make()),
    read(document),
  );

if (require.main === module) {
  for (const document of Object.keys(documents)) {
    writeFileSync(path.join(root, document), renewed(document));
  }
  // What each operation calls is seen when it runs.
  execa.sync('npx', ['jest', 'outputSchemas'], {
    cwd: root,
    env: { UPDATE_DOCS: '1' },
    stdio: 'inherit',
  });
}
