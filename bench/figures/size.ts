import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../test/engine/harness/builtPackage';
import type { Part } from '../figure';
import { installedSize } from '../installedSize';

interface Packed {
  size: number;
  unpackedSize: number;
}

const kB = (bytes: number) => bytes / 1_000;
/** The limits of scripts/scan-package.mjs, which `npm test` holds the package to. */
const MOST_TARBALL_KB = 150;
const MOST_INSTALLED_KB = 600;

/** How much a user downloads and keeps. */
export async function measure(): Promise<Part> {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: packageRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  ) as [Packed];
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(packageRoot, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> };
  const packages = 1 + Object.keys(dependencies).length;
  const beside = ['@alicloud/openapi-client', '@alicloud/pop-core'].flatMap((name) => {
    const { packages: count, bytes } = installedSize(name, packageRoot);
    return [
      { of: `${name}, installed`, value: kB(bytes), unit: 'kB' },
      { of: `${name}, packages`, value: count, unit: '' },
    ];
  });
  const size = kB(packed.size);
  const installed = kB(packed.unpackedSize);
  return {
    figures: [
      {
        name: 'Tarball; installed size; packages',
        measured: [
          { of: 'tarball', value: size, unit: 'kB' },
          { of: 'installed', value: installed, unit: 'kB' },
          { of: 'packages', value: packages, unit: '' },
        ],
        beside,
        limit: 'the code, the icons and the documents',
        toReach: '≤ 150 kB; ≤ 600 kB; 1',
        reached: size <= MOST_TARBALL_KB && installed <= MOST_INSTALLED_KB && packages === 1,
        how: '`npm pack`; beside it the clients with all that they need, as they lie in node_modules. `npm test` fails above these limits.',
      },
    ],
  };
}
