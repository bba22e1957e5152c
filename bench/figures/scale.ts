import type { INodeExecutionData } from 'n8n-workflow';

import { creationParameters, newItems } from '../creation';
import type { Part } from '../figure';
import { settledBytes } from '../heap';
import { startN8n, type N8n } from '../n8n';
import { progress } from '../progress';
import { startAnswering } from '../servers/server';
import { median } from '../statistics';

/** How many items, how often (small executions are short), and how many of these are weighed. */
const SIZES = [
  { items: 1, rounds: 30, weighed: 5 },
  { items: 1_000, rounds: 7, weighed: 3 },
  { items: 10_000, rounds: 3, weighed: 1 },
  { items: 100_000, rounds: 1, weighed: 1 },
];
const LINEAR_FROM = 1_000;
/** Node compiles what runs often once more, and better: that is not a matter of how many items there are. */
const WARM_UP_ITEMS = 20_000;

interface Taken {
  /** µs of the clock and of the processor for each item. */
  wall: number;
  cpu: number;
  /** Live bytes for each item at the end, outputs included, inputs not; where it was weighed. */
  bytes?: number;
}

/** @param isWeighed a forced collection makes what comes after it slower, and is not for the others */
async function takeOne(n8n: N8n, items: number, isWeighed: boolean): Promise<Taken> {
  // Takes the place of the execution before, which n8n would let go only in this one.
  if (isWeighed) await n8n.execute({ parameters: creationParameters(), items: newItems(1) });
  const context = n8n.context({ parameters: creationParameters(), items: newItems(items) });
  const before = isWeighed ? await settledBytes() : undefined;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const output = (await n8n.node.execute!.call(context)) as INodeExecutionData[][];
  const wall = (1_000 * (performance.now() - begun)) / items;
  const { user, system } = process.cpuUsage(cpu);
  const taken = { wall, cpu: (user + system) / items };
  if (output[0]!.length !== items) throw new Error(`${output[0]!.length} of ${items} came out.`);
  if (before === undefined) return taken;
  return { ...taken, bytes: ((await settledBytes()) - before) / items };
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
    const rows: ({ items: number } & Required<Taken>)[] = [];
    for (const { items, rounds, weighed } of SIZES) {
      progress(`scale: ${label(items)} items`);
      const taken: Taken[] = [];
      for (let round = 0; round < rounds; round++) {
        taken.push(await takeOne(n8n, items, round >= rounds - weighed));
      }
      const of = (part: keyof Taken) => median(taken.flatMap((one) => one[part] ?? []));
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
