// What an item takes on the heap when its execution has ended. Run as a program it prints that for
// the numbers of items in its arguments, as JSON: [[items, bytes], …].
import './outsideJest';

import { execFileSync } from 'node:child_process';

import { median } from 'simple-statistics';

import { creationParameters, newItems } from './creation';
import { settledBytes } from './heap';
import { startN8n, type N8n } from './n8n';
import { progress } from './progress';
import { startAnswering } from './servers/server';

const WARM_UP_ITEMS = 2_000;
/** Executions of so many items are weighed several times, and the median is taken. */
const SMALL = 1_000;
const SMALL_TIMES = 3;

/** Compiled code is on the heap too: it is neither made nor dropped while items are weighed. */
const FLAGS = ['--expose-gc', '--no-opt', '--no-flush-bytecode', '--import', 'tsx'];

/**
 * Bytes for each item of an execution, outputs included and inputs not, by the number of items. In a
 * process of its own.
 */
export const weighItems = (sizes: readonly number[]): Map<number, number> =>
  new Map(
    JSON.parse(
      execFileSync(process.execPath, [...FLAGS, __filename, ...sizes.map(String)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    ) as [number, number][],
  );

/** With several items at a time an execution would take longer. */
const parameters = creationParameters({ concurrency: 1 });

async function weighOne(n8n: N8n, items: number): Promise<number> {
  // Takes the place of the execution before, which n8n would let go only in this one.
  await n8n.execute({ parameters, items: newItems(1) });
  const context = n8n.context({ parameters, items: newItems(items) });
  const before = await settledBytes();
  const output = await n8n.node.execute!.call(context);
  const bytes = (await settledBytes()) - before;
  // Alive until here.
  return output === null ? 0 : bytes / items;
}

async function main(sizes: readonly number[]): Promise<void> {
  const server = await startAnswering();
  const n8n = await startN8n(server.url);
  await n8n.execute({ parameters, items: newItems(WARM_UP_ITEMS) });
  const weighed: [number, number][] = [];
  for (const items of sizes) {
    progress(`scale: ${items.toLocaleString('en')} items on the scales`);
    const bytes: number[] = [];
    for (let n = 0; n < (items <= SMALL ? SMALL_TIMES : 1); n++) {
      bytes.push(await weighOne(n8n, items));
    }
    weighed.push([items, median(bytes)]);
  }
  server.close();
  console.log(JSON.stringify(weighed));
  process.exit();
}

if (require.main === module) void main(process.argv.slice(2).map(Number));
