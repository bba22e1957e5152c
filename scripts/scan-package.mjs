// Packs the package as it would be published, checks what is in it, and runs n8n's own scanner over
// the source and over every published .js.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  analyzePackage,
  SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const MAX_TARBALL_BYTES = 150_000;
const MAX_INSTALLED_BYTES = 600_000;
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
  const tarball = path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  const { size } = statSync(tarball);
  check(size <= MAX_TARBALL_BYTES, `the tarball has ${size} of at most ${MAX_TARBALL_BYTES} bytes`);
  check(
    packed.unpackedSize <= MAX_INSTALLED_BYTES,
    `installed it has ${packed.unpackedSize} of at most ${MAX_INSTALLED_BYTES} bytes`,
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
