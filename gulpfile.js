const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
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

/** Lets n8n know the node and credential types without loading any of the package's code at start. */
async function metadata() {
  node('n8n-core/bin/generate-metadata');
}

/** Fields are read from n8n's list of types: see the script. */
async function definitions() {
  node('./scripts/definitions.mjs');
}

/** What is published: see the script. */
async function bundle() {
  node('./scripts/bundle.mjs');
}

const build = series(clean, parallel(compile, copyAssets), metadata, definitions, bundle);

exports.clean = clean;
exports.build = build;
exports.default = build;
exports.watch = () => watch(['nodes/**', 'credentials/**'], { ignoreInitial: false }, build);
