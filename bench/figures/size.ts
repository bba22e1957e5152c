import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../test/engine/harness/builtPackage';
import limits from '../../scripts/package-limits.json';
import type { Part } from '../figure';
import { installedSize } from '../installedSize';

interface Packed {
  size: number;
  unpackedSize: number;
}

const kB = (bytes: number) => bytes / 1_000;
const OFFICIAL_CLIENT = '@alicloud/openapi-client';
const mostTarball = kB(limits.tarballBytes);
const mostInstalled = kB(limits.installedBytes);

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
  const official = installedSize(OFFICIAL_CLIENT, packageRoot);
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
        beside: [
          { of: `${OFFICIAL_CLIENT}, installed`, value: kB(official.bytes), unit: 'kB' },
          { of: `${OFFICIAL_CLIENT}, packages`, value: official.packages, unit: '' },
        ],
        limit: 'the code, the icons and the documents',
        toReach: `≤ ${mostTarball} kB; ≤ ${mostInstalled.toLocaleString('en')} kB; 1`,
        reached: size <= mostTarball && installed <= mostInstalled && packages === 1,
        how: '`npm pack`; beside it the official client with all that it needs, as they lie in node_modules. `npm test` fails above these limits.',
      },
    ],
  };
}
