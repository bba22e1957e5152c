// Packs the package as it would be published, checks what is in it, and runs n8n's own scanner over
// the source and over every published .js.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  analyzePackage,
  SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const limits = JSON.parse(readFileSync(new URL('./package-limits.json', import.meta.url), 'utf8'));
const ALLOWED = /^(dist\/|(package\.json|README\.md|LICENSE|CHANGELOG\.md)$)/;

const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-alibabacloud-'));
const problems = [];

function check(passed, what) {
  console.log(`${passed ? 'ok' : 'not ok'} - ${what}`);
  if (!passed) problems.push(what);
}

async function scan(what, root, patterns) {
  const { passed, message, details } = await analyzePackage(root, patterns);
  check(passed, `n8n's scanner accepts ${what}`);
  if (!passed) console.log(message ?? '', details ?? '');
}

try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const foreign = packed.files.map((file) => file.path).filter((file) => !ALLOWED.test(file));
  check(foreign.length === 0, `the tarball holds only dist and documents ${foreign.join(' ')}`);
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']) {
    check(
      packed.files.some((one) => one.path === file),
      `the tarball holds ${file}`,
    );
  }
  const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
  check(Object.keys(dependencies).length === 0, 'the package has no run-time dependency');
  const tarball = path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  const { size } = statSync(tarball);
  check(
    size <= limits.tarballBytes,
    `the tarball has ${size} of at most ${limits.tarballBytes} bytes`,
  );
  check(
    packed.unpackedSize <= limits.installedBytes,
    `installed it has ${packed.unpackedSize} of at most ${limits.installedBytes} bytes`,
  );
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const unpacked = path.join(folder, 'package');
  await scan('the source', process.cwd(), SOURCE_FILE_PATTERNS);
  await scan('the published files', unpacked, ['package.json', '**/*.js']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (problems.length > 0) {
  console.error(`The package is not fit to be published: ${problems.join('; ')}`);
  process.exit(1);
}
