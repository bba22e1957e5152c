/**
 * Counts from how many files of resources, flows, studios and once an operation is understood: those that
 * it reaches by imports of values, itself included. Exits with 1 where it is more than is agreed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'nodes', 'DataWorks');
const COUNTED = /^(resources|flows|studios|once)\//;
/** The most files, by operation. */
const MOST = {
  'resources/syncTask/create.ts': 12,
  'resources/syncTask/run.ts': 10,
  'resources/syncTask/bringLive.ts': 20,
  'resources/syncNode/create.ts': 12,
  'resources/syncNode/run.ts': 10,
  'resources/syncNode/bringLive.ts': 20,
};

const IMPORT = /(?:^|\n)(?:import|export)\s+(?!type\b)([^;]*?)\s*from\s+'(\.[^']+)'/g;

/** Whether an import clause names a value: `{ type A, type B }` names none. */
function namesValue(clause) {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1];
  if (braces === undefined) return true;
  const names = braces.split(',').map((name) => name.trim());
  const beside = clause.replace(/\{[^}]*\}/, '').replace(/[\s,]/g, '');
  return beside !== '' || names.some((name) => name !== '' && !name.startsWith('type '));
}

function fileOf(from, to) {
  const path = join(dirname(from), to);
  return [`${path}.ts`, join(path, 'index.ts')].find((one) => existsSync(one));
}

function reach(file, reached = new Set()) {
  if (file === undefined || reached.has(file)) return reached;
  reached.add(file);
  for (const [, clause, to] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (namesValue(clause)) reach(fileOf(file, to), reached);
  }
  return reached;
}

let isTooMuch = false;
for (const [operation, most] of Object.entries(MOST)) {
  const files = [...reach(join(root, operation))]
    .map((file) => relative(root, file))
    .filter((file) => COUNTED.test(file))
    .sort();
  console.log(`${operation}: ${files.length} files (at most ${most})`);
  if (process.argv.includes('--files')) files.forEach((file) => console.log(`  ${file}`));
  isTooMuch ||= files.length > most;
}
if (isTooMuch) {
  console.error(
    'An operation has come to need more files than is agreed: npm run lint:reach -- --files',
  );
  process.exitCode = 1;
}
