// `npm run bench`: measures everything, writes docs/benchmarks.md with its charts and JSON.
// `-- --json` prints the JSON instead and writes nothing; `-- PART …` measures only those and prints
// them; `-- --render` writes the page of the last run again.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { drawChart } from './chart';
import type { Part, Results } from './figure';
import { chartFile, chartsOf, report } from './report';

const root = resolve(__dirname, '..');
const docs = join(root, 'docs');
const resultsFile = join(docs, 'benchmarks.json');

/** In the order of the page. */
const PARTS = [
  'calls',
  'quota',
  'latency',
  'heap',
  'load',
  'size',
  'cancel',
  'scale',
  'operations',
  'waits',
  'parked',
  'trigger',
  'redaction',
];

const versionOf = (name: string): string =>
  (
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version;

function measure(part: string): Part {
  console.error(`Measuring ${part} …`);
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', join(__dirname, 'measure.ts'), part],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error(`${part} could not be measured.`);
  return JSON.parse(stdout) as Part;
}

function measureAll(parts: readonly string[]): Results {
  const [cpu] = cpus();
  return {
    machine: {
      cpus: cpus().length,
      cpu: cpu?.model.trim() ?? 'unknown',
      platform: `${process.platform} ${process.arch}`,
      node: process.versions.node,
      load: loadavg()[0]!,
    },
    versions: Object.fromEntries(
      ['n8n-core', '@alicloud/openapi-client', 'tinybench'].map((name) => [name, versionOf(name)]),
    ),
    parts: parts.map(measure),
  };
}

function write(results: Results): void {
  mkdirSync(join(docs, 'images'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(docs, 'benchmarks.md'), report(results));
  for (const chart of chartsOf(results)) {
    writeFileSync(join(docs, 'images', chartFile(chart)), drawChart(chart));
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) {
    throw new Error(`Unknown: ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}.`);
  }
  if (values.render) {
    write(JSON.parse(readFileSync(resultsFile, 'utf8')) as Results);
    return;
  }
  // What is measured is the built code; standard output is for the result.
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const results = measureAll(positionals.length > 0 ? positionals : PARTS);
  if (values.json) console.log(JSON.stringify(results, null, 2));
  else if (positionals.length > 0) console.log(report(results));
  else {
    write(results);
    console.error('Written: docs/benchmarks.md, docs/benchmarks.json and the charts.');
  }
}

try {
  main();
} catch (failure) {
  console.error((failure as Error).message);
  process.exitCode = 1;
}
