import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A package with all that it needs at run time. */
export interface Installed {
  packages: number;
  bytes: number;
}

/** The folder of `name` as `from` (a folder) finds it. */
function folderOf(name: string, from: string): string {
  const paths = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const found = paths.map((path) => join(path, name)).find((path) => hasPackage(path));
  if (found === undefined) throw new Error(`${name} is not installed.`);
  return found;
}

function hasPackage(folder: string): boolean {
  return statSync(join(folder, 'package.json'), { throwIfNoEntry: false }) !== undefined;
}

/** The bytes of a package's own files: what is nested in its node_modules is a package of its own. */
function ownBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? ownBytes(path) : statSync(path).size;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Weighs a package that is installed below `root`, and its dependencies. */
export function installedSize(name: string, root: string): Installed {
  const folders = new Set<string>();
  const add = (folder: string) => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {} } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as { dependencies?: Record<string, string> };
    for (const dependency of Object.keys(dependencies)) add(folderOf(dependency, folder));
  };
  add(folderOf(name, root));
  const bytes = [...folders].map(ownBytes).reduce((sum, one) => sum + one, 0);
  return { packages: folders.size, bytes };
}
