import { creationParameters, newItems, newName } from '../creation';
import type { Part } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { nodeHttp } from '../peers/nodeHttp';
import type { Peer } from '../peers/peer';
import { helper } from '../peers/requestHelper';
import { progress } from '../progress';
import { startEmulatorServer, type EmulatorServer } from '../servers/server';
import { median } from '../statistics';

const CREATIONS = 200;
const LATENCY_MS = 50;
const ROUNDS = 3;
/** The default of the option. */
const CONCURRENCY = 4;

async function slow(emulator: EmulatorServer): Promise<void> {
  await emulator.reset();
  await emulator.control('POST', 'faults', { kind: 'delay', ms: LATENCY_MS, times: CREATIONS });
}

async function timed(emulator: EmulatorServer, run: () => Promise<unknown>): Promise<number> {
  await slow(emulator);
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

/** As many loops of a peer at a time as the node has items under way. */
function loopsOf(peer: Peer): () => Promise<unknown> {
  const loops = Array.from({ length: CONCURRENCY }, () =>
    peer.prepare(Array.from({ length: CREATIONS / CONCURRENCY }, newName)),
  );
  return () => Promise.all(loops.map(async (loop) => loop()));
}

async function takeRounds(n8n: N8n, emulator: EmulatorServer) {
  const bare = helper(n8n, emulator.url);
  const http = nodeHttp(emulator.url);
  const taken = {
    ours: [] as number[],
    sequential: [] as number[],
    parallel: [] as number[],
    http: [] as number[],
  };
  for (let round = 0; round < ROUNDS; round++) {
    progress(`latency: round ${round} of ${ROUNDS}`);
    const context = n8n.context({ parameters: creationParameters(), items: newItems(CREATIONS) });
    taken.ours.push(await timed(emulator, async () => n8n.node.execute!.call(context)));
    taken.parallel.push(await timed(emulator, loopsOf(bare)));
    taken.http.push(await timed(emulator, loopsOf(http)));
    const one = bare.prepare(Array.from({ length: CREATIONS }, newName));
    taken.sequential.push(await timed(emulator, one));
  }
  return taken;
}

/** What working on several items at once is worth. */
export async function measure(): Promise<Part> {
  const emulator = await startEmulatorServer();
  try {
    const n8n = await startN8n(emulator.url);
    await n8n.execute({ parameters: creationParameters(), items: newItems(CREATIONS) });
    const { ours, sequential, parallel, http } = await takeRounds(n8n, emulator);
    const limitMs = (CREATIONS * LATENCY_MS) / CONCURRENCY;
    const ms = median(ours);
    return {
      figures: [
        {
          name: `${CREATIONS} creations at a latency of ${LATENCY_MS} ms, no quota`,
          measured: [
            { of: 'in all', value: ms / 1_000, unit: 's' },
            { of: 'the limit', value: ms / limitMs, unit: '×' },
          ],
          beside: [
            {
              of: "n8n's request helper, one after the other",
              value: median(sequential) / 1_000,
              unit: 's',
            },
            {
              of: `${CONCURRENCY} such loops at a time`,
              value: median(parallel) / 1_000,
              unit: 's',
            },
            {
              of: `${CONCURRENCY} loops of bare node:http at a time`,
              value: median(http) / 1_000,
              unit: 's',
            },
          ],
          limit: `${limitMs / 1_000} s: ${CREATIONS} × ${LATENCY_MS} ms ÷ ${CONCURRENCY} at a time`,
          toReach: '≤ 1.10 × the limit',
          reached: ms <= 1.1 * limitMs,
          how: `Median of ${ROUNDS} rounds, each with the node at its default Concurrency of ${CONCURRENCY}, as many loops of the helper and of node:http at a time, and one loop of the helper; the emulator holds each reply back for ${LATENCY_MS} ms.`,
        },
      ],
      charts: [
        {
          title: `${CREATIONS} creations at ${LATENCY_MS} ms latency`,
          unit: 's',
          bars: [
            { of: 'the limit', value: limitMs / 1_000 },
            { of: 'this node', value: ms / 1_000 },
            { of: "n8n's request helper, in a row", value: median(sequential) / 1_000 },
          ],
        },
      ],
    };
  } finally {
    emulator.close();
  }
}
