const { deepStrictEqual } = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dest, parallel, series, src, watch } = require('gulp');

const node = (bin, ...args) =>
  execFileSync(process.execPath, [require.resolve(bin), ...args], { stdio: 'inherit' });

async function clean() {
  rmSync('dist', { recursive: true, force: true });
}

async function compile() {
  node('typescript/bin/tsc', '--project', 'tsconfig.json');
}

/** Icons, codex and output schemas go beside the compiled code. */
function copyAssets() {
  return src(['nodes/**/*.{svg,json}', 'credentials/**/*.{svg,json}'], {
    base: '.',
    encoding: false,
  }).pipe(dest('dist'));
}

/** In a process of its own: `gulp watch` is to read what was just compiled. */
async function definitions() {
  node('./scripts/evaluate-definitions.mjs');
}

/** Lets n8n know the node and credential types without loading any of the package's code at start. */
async function metadata() {
  node('n8n-core/bin/generate-metadata');
}

const TYPES = 'dist/types/nodes.json';
const PROPERTIES = 'dist/nodes/DataWorks/properties';

/** The node's fields are published once (90 kB): the node takes them from n8n's list of types. */
async function shareProperties() {
  const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
  deepStrictEqual(json(TYPES)[0].properties, json(`${PROPERTIES}.json`).properties);
  writeFileSync(
    `${PROPERTIES}.js`,
    `'use strict';\nexports.properties = require('../../types/nodes.json')[0].properties;\n`,
  );
  rmSync(`${PROPERTIES}.json`);
}

const build = series(clean, parallel(compile, copyAssets), definitions, metadata, shareProperties);

exports.clean = clean;
exports.build = build;
exports.default = build;
exports.watch = () => watch(['nodes/**', 'credentials/**'], { ignoreInitial: false }, build);
