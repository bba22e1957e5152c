import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import execa from 'execa';
import { root } from './paths';

/** All that decides what the published package holds. */
const sources = [
  'nodes',
  'credentials',
  'package.json',
  'tsconfig.json',
  'gulpfile.js',
  'scripts/definitions.mjs',
];

/**
 * Builds the package, packs it as for npm, and installs the tarball into a user folder of n8n the
 * way that n8n installs a community package. Does nothing when these sources are in it already.
 * Calls `progress` before each step that takes a while. Throws when a step does not succeed.
 */
export async function installPackage(
  userFolder: string,
  progress: (step: string) => void,
): Promise<void> {
  const folder = path.join(userFolder, '.n8n', 'nodes');
  const marker = path.join(folder, 'installed-sources');
  const digest = digestOf(sources.map((name) => path.join(root, name)));
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;

  mkdirSync(folder, { recursive: true });
  progress('The package is built …');
  await npm(['run', 'build'], root);
  progress('The package is packed and installed into n8n …');
  const [packed] = JSON.parse(
    await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  ) as Array<{ filename: string }>;
  if (packed === undefined) throw new Error('npm pack made no tarball');
  const settings = { name: 'installed-nodes', private: true, dependencies: {} };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(settings));
  await npm(
    [
      'install',
      path.join(folder, packed.filename),
      '--ignore-scripts',
      '--package-lock=false',
      '--legacy-peer-deps',
    ],
    folder,
  );
  writeFileSync(marker, digest);
}

/** The digest of files and of all files below folders: names and contents. */
function digestOf(entries: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (file: string) => hash.update(file).update(readFileSync(file));
  for (const entry of entries) {
    if (path.extname(entry) === '') {
      readdirSync(entry, { recursive: true, withFileTypes: true })
        .filter((found) => found.isFile())
        .map((found) => path.join(found.parentPath, found.name))
        .sort()
        .forEach(add);
    } else {
      add(entry);
    }
  }
  return hash.digest('hex');
}

/** Runs npm and gives what it printed on stdout; throws with what it printed when it fails. */
async function npm(args: readonly string[], cwd: string): Promise<string> {
  return (await execa('npm', args, { cwd })).stdout;
}
