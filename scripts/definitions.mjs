// The last step of the build. n8n asks a package what its nodes and credentials are long before it
// runs one, and `generate-metadata` has just written these answers to dist/types. So whatever the
// file of a node or credential imports at once (its fields, its test) is read from there, by the name
// of the type: the 150 modules that compute it are loaded by the first execution. What then nothing
// imports any more is not published.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const require = createRequire(import.meta.url);
const dist = path.resolve('dist');
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The built files that a built file imports, at once or later, as tsc writes it. */
const importsOf = (file, pattern) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => {
    const imported = path.resolve(path.dirname(file), name);
    return [`${imported}.js`, path.join(imported, 'index.js'), imported].find(
      (one) => existsSync(one) && path.extname(one) !== '',
    );
  });
const AT_ONCE = /^const \w+ = require\(["'](\.[^"']+)["']\);$/gm;
const EVER = /\brequire\(["'](\.[^"']+)["']\)/g;

/** Has a module of values read them from the type of this name in n8n's list of nodes or credentials. */
function readFromTypes(module, list, name) {
  const type = json(path.join(dist, 'types', `${list}.json`)).find((one) => one.name === name);
  const lines = Object.entries(require(module)).map(([exported, value]) => {
    const key = Object.keys(type).find((one) => isDeepStrictEqual(type[one], value));
    if (key !== undefined) return `exports.${exported} = type.${key};`;
    // n8n has put a field of its own, Poll Times, in front of those of a node that polls, and does so again.
    const longer = Object.keys(type).find(
      (one) => type.polling && isDeepStrictEqual(type[one].slice?.(1), value),
    );
    if (longer !== undefined) return `exports.${exported} = type.${longer}.slice(1);`;
    throw new Error(
      `"${exported}" of ${path.relative(dist, module)} is not in what n8n lists of ${name}: it holds a function or undefined, or is to be imported when it is first used`,
    );
  });
  const types = path.relative(path.dirname(module), path.join(dist, 'types', `${list}.json`));
  return [
    `'use strict';`,
    `const type = require(${JSON.stringify(types.replaceAll(path.sep, '/'))}).find(({ name }) => name === ${JSON.stringify(name)});`,
    ...lines,
    '',
  ].join('\n');
}

const entries = ['nodes', 'credentials'].flatMap((list) =>
  Object.entries(json(path.join(dist, 'known', `${list}.json`))).map(([name, { sourcePath }]) => ({
    list,
    name,
    file: path.resolve(sourcePath),
  })),
);

// All are computed before the first is written: one may be made of another.
const definitions = new Map(
  entries.flatMap(({ list, name, file }) =>
    importsOf(file, AT_ONCE).map((module) => [module, readFromTypes(module, list, name)]),
  ),
);
for (const [module, text] of definitions) writeFileSync(module, text);

/** The files that an import by a computed name, `./${folder}/${file}`, can be. */
const namedLater = (file) =>
  BY_NAME.test(readFileSync(file, 'utf8'))
    ? readdirSync(path.dirname(file), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => path.join(path.dirname(file), name))
        .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
        .filter((one) => one.endsWith('.js') && path.basename(one) !== 'index.js')
    : [];
const BY_NAME = /`\.\/\$\{\w+\}\/\$\{\w+\}`/;

const reached = new Set();
const reach = (file) => {
  if (reached.has(file)) return;
  reached.add(file);
  if (file.endsWith('.js')) [...importsOf(file, EVER), ...namedLater(file)].forEach(reach);
};
entries.forEach(({ file }) => reach(file));
for (const file of readdirSync(dist, { recursive: true }))
  if (file.endsWith('.js') && !reached.has(path.join(dist, file))) rmSync(path.join(dist, file));
