import type { INodeExecutionData } from 'n8n-workflow';
import { median } from 'simple-statistics';

import { APART_MS } from '../../nodes/alibabaCloud/client/sendQueue';
import { creationParameters, newItems } from '../creation';
import type { Part } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { progress } from '../progress';
import { startAnswering } from '../servers/server';
import { weighItems } from '../weighItems';

/** How many items, and how often in each round: small executions are short. */
const SIZES = [
  { items: 1, times: 10 },
  { items: 1_000, times: 5 },
  { items: 10_000, times: 1 },
];
/** Half of them before the largest, and half after it: machines have faster and slower minutes. */
const ROUNDS = 4;
/** Once. */
const LARGEST = 100_000;
const LINEAR_FROM = 1_000;
/** Node compiles what runs often once more, and better: that is not a matter of how many items there are. */
const WARM_UP_ITEMS = 50_000;

/** µs of the clock and of the processor for each item. */
interface Taken {
  wall: number;
  cpu: number;
}

async function takeOne(n8n: N8n, items: number): Promise<Taken> {
  const parameters = creationParameters({ concurrency: 1 });
  const context = n8n.context({ parameters, items: newItems(items) });
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const output = (await n8n.node.execute!.call(context)) as INodeExecutionData[][];
  const wall = (1_000 * (performance.now() - begun)) / items;
  const { user, system } = process.cpuUsage(cpu);
  if (output[0]!.length !== items) throw new Error(`${output[0]!.length} of ${items} came out.`);
  return { wall, cpu: (user + system) / items };
}

/** What was taken of each size. */
async function takeTimes(): Promise<Map<number, Taken[]>> {
  const server = await startAnswering();
  try {
    const n8n = await startN8n(server.url);
    progress(`scale: ${label(WARM_UP_ITEMS)} items to warm up`);
    const parameters = creationParameters({ concurrency: 1 });
    await n8n.execute({ parameters, items: newItems(WARM_UP_ITEMS) });
    const taken = new Map<number, Taken[]>(SIZES.map(({ items }) => [items, []]));
    for (let round = 0; round < ROUNDS; round++) {
      if (round === ROUNDS / 2) {
        progress(`scale: ${label(LARGEST)} items`);
        taken.set(LARGEST, [await takeOne(n8n, LARGEST)]);
      }
      progress(`scale: round ${round} of ${ROUNDS}`);
      for (const { items, times } of SIZES) {
        for (let n = 0; n < times; n++) taken.get(items)!.push(await takeOne(n8n, items));
      }
    }
    return taken;
  } finally {
    server.close();
  }
}

const label = (items: number) => items.toLocaleString('en');

/** How far the largest and the smallest are apart, in parts of the smallest. */
const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values) - 1;

/** Whether many items take as much each as few. */
export async function measure(): Promise<Part> {
  const taken = await takeTimes();
  const bytes = weighItems([...taken.keys()]);
  const rows = [...taken].map(([items, all]) => ({
    items,
    wall: median(all.map(({ wall }) => wall)),
    cpu: median(all.map(({ cpu }) => cpu)),
    bytes: bytes.get(items)!,
  }));
  const linear = rows.filter(({ items }) => items >= LINEAR_FROM);
  const time = spread(linear.map(({ cpu }) => cpu));
  const memory = spread(linear.map((row) => row.bytes));
  const often = [...taken].map(([items, all]) => `${all.length} × ${label(items)}`).join(', ');
  return {
    figures: [
      {
        name: `Items from 1 to ${label(LARGEST)}`,
        measured: [
          { of: 'apart in processor time per item from 1,000 up', value: 100 * time, unit: '%' },
          { of: 'apart in memory per item from 1,000 up', value: 100 * memory, unit: '%' },
          ...rows.flatMap((row) => [
            { of: `an item of ${label(row.items)}`, value: row.wall, unit: 'µs' },
            { of: `an item of ${label(row.items)}, processor`, value: row.cpu, unit: 'µs' },
            { of: `an item of ${label(row.items)}, memory`, value: row.bytes, unit: 'B' },
          ]),
        ],
        beside: [],
        limit: 'linear',
        toReach: 'time and memory per item within 10 % from 1,000 up',
        reached: time <= 0.1 && memory <= 0.1,
        how: `One item at a time (with several the calls leave ${APART_MS} ms apart), and a server that only answers (the emulator remembers each call, and would grow itself). Time is that of the processor in the process of n8n, warmed up with ${label(WARM_UP_ITEMS)} items: medians of ${often}, in turns, the largest in the middle of them, without a forced collection. Memory is the live heap after a forced collection when the connections are closed, outputs included, in a process without V8's optimizing compiler: a forced collection drops what that has compiled for objects that no longer live, and the next execution compiles it again, which is about 0.6 MB and 0.6 s however many items there are.`,
      },
    ],
  };
}
