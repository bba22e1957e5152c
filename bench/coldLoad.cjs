// Loads a package as n8n does when it is first used, and prints two times in ms as JSON:
// `coldLoad.cjs FILE… -- FILE…`: of the credential and the node to the objects that they describe, and
// of what comes after `--`, which the first execution loads then. n8n-workflow is there already, as in n8n.
require('n8n-workflow');

const { performance } = require('node:perf_hooks');

const files = process.argv.slice(2);
const [definitions, code] = [
  files.slice(0, files.indexOf('--')),
  files.slice(files.indexOf('--') + 1),
];

const begun = performance.now();
for (const file of definitions) {
  for (const Class of Object.values(require(file))) new Class();
}
const defined = performance.now();
for (const file of code) require(file);
console.log(JSON.stringify([defined - begun, performance.now() - defined]));
