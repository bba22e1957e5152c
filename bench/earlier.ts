import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageRoot } from '../test/engine/harness/builtPackage';

/** A package that was built from an earlier commit. */
export interface Earlier {
  root: string;
  remove(): void;
}

/**
 * Builds an earlier commit of this repository with what is installed here.
 * @returns `undefined` where this clone does not have it
 */
export function buildEarlier(commit: string): Earlier | undefined {
  const root = mkdtempSync(join(tmpdir(), 'earlier-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  const tar = join(root, 'source.tar');
  try {
    execFileSync('git', ['archive', '--output', tar, commit], {
      cwd: packageRoot,
      stdio: 'ignore',
    });
  } catch {
    remove();
    return undefined;
  }
  execFileSync('tar', ['-xf', 'source.tar'], { cwd: root });
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  const gulp = join(packageRoot, 'node_modules', 'gulp', 'bin', 'gulp.js');
  execFileSync(process.execPath, [gulp, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  return { root, remove };
}
