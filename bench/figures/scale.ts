import type { INodeExecutionData } from 'n8n-workflow';

import { creationParameters, newItems } from '../creation';
import type { Part } from '../figure';
import { settledBytes } from '../heap';
import { startN8n, type N8n } from '../n8n';
import { progress } from '../progress';
import { startAnswering } from '../servers/server';
import { median } from '../statistics';

/** How many items, and how often: small executions are taken often, because they are short. */
const SIZES = [
  { items: 1, rounds: 30 },
  { items: 1_000, rounds: 5 },
  { items: 10_000, rounds: 3 },
  { items: 100_000, rounds: 1 },
];
const LINEAR_FROM = 1_000;
/** Node compiles what runs often once more, and better: that is not a matter of how many items there are. */
const WARM_UP_ITEMS = 20_000;

interface Taken {
  /** µs of the clock and of the processor for each item. */
  wall: number;
  cpu: number;
  /** Live bytes for each item at the end, outputs included, inputs not. */
  bytes: number;
}

async function takeOne(n8n: N8n, items: number): Promise<Taken> {
  const context = n8n.context({ parameters: creationParameters(), items: newItems(items) });
  const before = await settledBytes();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const output = (await n8n.node.execute!.call(context)) as INodeExecutionData[][];
  const wall = (1_000 * (performance.now() - begun)) / items;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = ((await settledBytes()) - before) / items;
  if (output[0]!.length !== items) throw new Error(`${output[0]!.length} of ${items} came out.`);
  return { wall, cpu: (user + system) / items, bytes };
}

const label = (items: number) => items.toLocaleString('en');

/** How far the largest and the smallest are apart, in parts of the smallest. */
const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values) - 1;

/** Whether many items take as much each as few. */
export async function measure(): Promise<Part> {
  const server = await startAnswering();
  try {
    const n8n = await startN8n(server.url);
    progress(`scale: ${label(WARM_UP_ITEMS)} items to warm up`);
    await n8n.execute({ parameters: creationParameters(), items: newItems(WARM_UP_ITEMS) });
    const rows: ({ items: number } & Taken)[] = [];
    for (const { items, rounds } of SIZES) {
      progress(`scale: ${label(items)} items`);
      const taken: Taken[] = [];
      for (let round = 0; round < rounds; round++) taken.push(await takeOne(n8n, items));
      const of = (part: keyof Taken) => median(taken.map((one) => one[part]));
      rows.push({ items, wall: of('wall'), cpu: of('cpu'), bytes: of('bytes') });
    }
    const linear = rows.filter(({ items }) => items >= LINEAR_FROM);
    const time = spread(linear.map(({ cpu }) => cpu));
    const memory = spread(linear.map(({ bytes }) => bytes));
    return {
      figures: [
        {
          name: 'Items from 1 to 100,000',
          measured: [
            { of: 'apart in processor time per item from 1,000 up', value: 100 * time, unit: '%' },
            { of: 'apart in memory per item from 1,000 up', value: 100 * memory, unit: '%' },
            ...rows.flatMap(({ items, wall, cpu, bytes }) => [
              { of: `an item of ${label(items)}`, value: wall, unit: 'µs' },
              { of: `an item of ${label(items)}, processor`, value: cpu, unit: 'µs' },
              { of: `an item of ${label(items)}, memory`, value: bytes, unit: 'B' },
            ]),
          ],
          beside: [],
          limit: 'linear',
          toReach: 'time and memory per item within 10 % from 1,000 up',
          reached: time <= 0.1 && memory <= 0.1,
          how: `One process, warmed up with ${label(WARM_UP_ITEMS)} items, the default Concurrency, a server that only answers (the emulator remembers each call, and would grow itself); medians of ${SIZES.map(({ items, rounds }) => `${rounds} × ${label(items)}`).join(', ')}. Time is that of the processor in the process of n8n; memory is the live heap after a forced collection when the connections are closed, outputs included.`,
        },
      ],
    };
  } finally {
    server.close();
  }
}
