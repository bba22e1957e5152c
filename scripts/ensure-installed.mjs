// Installs the locked dependencies of a folder when they are missing or older than its lockfile.
// Usage: node scripts/ensure-installed.mjs [folder]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(process.argv[2] ?? '.');
const marker = path.join(folder, 'node_modules', '.installed-lockfile');
const lockfile = createHash('sha256')
  .update(readFileSync(path.join(folder, 'package-lock.json')))
  .digest('hex');

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lockfile) {
  console.log(
    `Installing the locked dependencies of ${path.basename(folder)} (some minutes the first time) …`,
  );
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(marker, lockfile);
}
