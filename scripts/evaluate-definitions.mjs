// Puts the values of the built definitions, as JSON, in the place of the modules that compute them, so
// that n8n only reads them when it loads the package: `require('./definition')` finds the JSON then.
import { deepStrictEqual } from 'node:assert';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The modules, each with those that it alone is made of. */
const DEFINITIONS = {
  'credentials/definition': ['credentials/credentialTest', 'credentials/fields'],
  'nodes/DataWorks/properties': [],
};

const require = createRequire(import.meta.url);
const built = path.resolve('dist');

for (const [definition, parts] of Object.entries(DEFINITIONS)) {
  const file = path.join(built, definition);
  const values = { ...require(`${file}.js`) };
  const json = JSON.stringify(values);
  deepStrictEqual(
    JSON.parse(json),
    values,
    `${definition} has what JSON does not: a function or undefined`,
  );
  writeFileSync(`${file}.json`, json);
  for (const replaced of [definition, ...parts]) rmSync(path.join(built, `${replaced}.js`));
}
