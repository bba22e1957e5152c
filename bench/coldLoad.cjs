// Loads a package's node and credential as n8n does when they are first used, and prints the ms:
// `coldLoad.cjs CREDENTIAL_FILE NODE_FILE`. n8n-workflow is there already, as in n8n.
require('n8n-workflow');

const { performance } = require('node:perf_hooks');

const files = process.argv.slice(2);
const begun = performance.now();
for (const file of files) {
  for (const Class of Object.values(require(file))) new Class();
}
console.log(performance.now() - begun);
