// Runs the engine tests of test/engine/olderCores.slow.test.ts on older versions of n8n-core, each
// installed once, by its lockfile, into e2e/cores/<version>/node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const cores = path.join(root, 'e2e/cores');

/** Runs a command to its end; ends this script with its status where it fails. */
function run(command, args, options) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', cwd: root, ...options });
  if (status !== 0) process.exit(status ?? 1);
}

for (const version of readdirSync(cores)) {
  const directory = path.join(cores, version);
  if (!existsSync(path.join(directory, 'node_modules/n8n-core'))) {
    console.log(`Installing n8n-core ${version} …`);
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: directory });
  }
  console.log(`n8n-core ${version}:`);
  const args = [
    path.join(root, 'node_modules/jest/bin/jest.js'),
    ...['--runTestsByPath', 'test/engine/olderCores.slow.test.ts'],
    ...['--testPathIgnorePatterns', '/node_modules/'],
    // Older cores keep timers running.
    '--forceExit',
  ];
  run(process.execPath, args, { env: { ...process.env, N8N_CORE: directory } });
}
