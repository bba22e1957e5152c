import type { INodeExecutionData } from 'n8n-workflow';
import { median } from 'simple-statistics';

import { creationParameters, newItems } from '../creation';
import type { Part } from '../figure';
import { bytesOf, liveBytes, settledBytes } from '../heap';
import { startN8n, type N8n } from '../n8n';
import { progress } from '../progress';
import { startAnswering } from '../servers/server';

const ITEMS = 10_000;
const ROUNDS = 3;
/** How often the heap is looked at while the node runs, in ms. */
const LOOK_MS = 1_500;

interface Taken {
  /** Live bytes above the inputs and n8n's context, at the most and at the end. */
  peak: number;
  end: number;
  outputs: number;
  /** Live bytes when the outputs and the context are let go, above the time before. */
  after: number;
}

async function run(n8n: N8n): Promise<Omit<Taken, 'after'>> {
  const context = n8n.context({ parameters: creationParameters(), items: newItems(ITEMS) });
  const begun = await settledBytes();
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, liveBytes() - begun)), LOOK_MS);
  const output = (await n8n.node.execute!.call(context)) as INodeExecutionData[][];
  clearInterval(look);
  const end = (await settledBytes()) - begun;
  return { peak: Math.max(peak, end), end, outputs: bytesOf(output) };
}

/** What `run` held is let go when it has returned. */
async function takeOne(n8n: N8n): Promise<Taken> {
  const before = await settledBytes();
  const taken = await run(n8n);
  return { ...taken, after: (await settledBytes()) - before };
}

/** What the node holds in memory while it works, and afterwards. */
export async function measure(): Promise<Part> {
  const server = await startAnswering();
  try {
    const n8n = await startN8n(server.url);
    await n8n.execute({ parameters: creationParameters(), items: newItems(ITEMS) });
    const taken: Taken[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      progress(`heap: round ${round} of ${ROUNDS}`);
      taken.push(await takeOne(n8n));
    }
    const of = (part: keyof Taken) => median(taken.map((one) => one[part]));
    const outputs = of('outputs');
    const above = (of('peak') - outputs) / outputs;
    const kept = of('after') / outputs;
    return {
      figures: [
        {
          name: `Heap for ${ITEMS.toLocaleString('en')} items above their outputs`,
          measured: [
            { of: 'the outputs, at the most', value: above, unit: '×' },
            { of: 'the outputs, at the end', value: (of('end') - outputs) / outputs, unit: '×' },
            { of: 'the outputs, afterwards', value: kept, unit: '×' },
            { of: 'an item at the end', value: (of('end') - outputs) / ITEMS, unit: 'B' },
          ],
          beside: [{ of: 'the outputs themselves', value: outputs / 1e6, unit: 'MB' }],
          limit: '0: nothing but the outputs',
          toReach: '≤ 0.5 × the outputs, flat afterwards',
          reached: above <= 0.5 && kept <= 0.05,
          how: `Live heap after a forced collection every ${LOOK_MS} ms, above n8n's context and the inputs; ${ROUNDS} executions in one process after one to warm up, medians. The outputs are weighed by a copy of them. What is kept for each item is the memory that makes a retry exact: a key of 20 letters, the FileId and the RequestId. The server only answers.`,
        },
      ],
    };
  } finally {
    server.close();
  }
}
