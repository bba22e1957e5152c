import { median } from 'simple-statistics';

import { creationParameters, newItems, newName } from '../creation';
import type { Part } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { nodeHttp } from '../peers/nodeHttp';
import type { Peer } from '../peers/peer';
import { helper } from '../peers/requestHelper';
import { progress } from '../progress';
import { startEmulatorServer, type EmulatorServer } from '../servers/server';

const CREATIONS = 200;
const LATENCY_MS = 50;
const ROUNDS = 5;
/** Rounds without latency before: n8n is a process that runs for long. */
const WARM_UP_ROUNDS = 10;
/** The default of the option. */
const CONCURRENCY = 4;

/** As many loops of a peer at a time as the node has items under way. */
function loopsOf(peer: Peer): () => Promise<unknown> {
  const loops = Array.from({ length: CONCURRENCY }, () =>
    peer.prepare(Array.from({ length: CREATIONS / CONCURRENCY }, newName)),
  );
  return () => Promise.all(loops.map(async (loop) => loop()));
}

/** Those who make the creations; each function prepares its own. */
function creators(n8n: N8n, url: string) {
  const bare = helper(n8n, url);
  const http = nodeHttp(url);
  return {
    ours: () => {
      const context = n8n.context({ parameters: creationParameters(), items: newItems(CREATIONS) });
      return async () => n8n.node.execute!.call(context);
    },
    parallel: () => loopsOf(bare),
    http: () => loopsOf(http),
    sequential: () => bare.prepare(Array.from({ length: CREATIONS }, newName)),
  };
}

type Name = keyof ReturnType<typeof creators>;

/** ms of each. */
type Round = Record<Name, number>;

async function takeRounds(n8n: N8n, emulator: EmulatorServer): Promise<Round[]> {
  const prepare = creators(n8n, emulator.url);
  const names = Object.keys(prepare) as Name[];
  const rounds: Round[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    progress(`latency: round ${round} of ${ROUNDS}`);
    const taken: Partial<Round> = {};
    for (const name of names) {
      await emulator.reset();
      if (round >= 0) {
        const delay = { kind: 'delay', ms: LATENCY_MS, times: CREATIONS };
        await emulator.control('POST', 'faults', delay);
      }
      const run = prepare[name]();
      const begun = performance.now();
      await run();
      taken[name] = performance.now() - begun;
    }
    if (round >= 0) rounds.push(taken as Round);
  }
  return rounds;
}

/** What working on several items at once is worth. */
export async function measure(): Promise<Part> {
  const emulator = await startEmulatorServer();
  try {
    const n8n = await startN8n(emulator.url);
    const rounds = await takeRounds(n8n, emulator);
    const of = (name: Name) => median(rounds.map((round) => round[name]));
    const limitMs = (CREATIONS * LATENCY_MS) / CONCURRENCY;
    const ms = of('ours');
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
              value: of('sequential') / 1_000,
              unit: 's',
            },
            {
              of: `${CONCURRENCY} such loops at a time`,
              value: of('parallel') / 1_000,
              unit: 's',
            },
            {
              of: `${CONCURRENCY} loops of bare node:http at a time`,
              value: of('http') / 1_000,
              unit: 's',
            },
          ],
          limit: `${limitMs / 1_000} s: ${CREATIONS} × ${LATENCY_MS} ms ÷ ${CONCURRENCY} at a time`,
          toReach: '≤ 1.10 × the limit',
          reached: ms <= 1.1 * limitMs,
          how: `Median of ${ROUNDS} rounds, each with the node at its default Concurrency of ${CONCURRENCY}, as many loops of the helper and of node:http at a time, and one loop of the helper; the emulator holds each reply back until ${LATENCY_MS} ms after the request came. ${WARM_UP_ROUNDS} such rounds without latency before, as n8n is a process that runs for long.`,
        },
      ],
      charts: [
        {
          title: `${CREATIONS} creations at ${LATENCY_MS} ms latency`,
          unit: 's',
          bars: [
            { of: 'the limit', value: limitMs / 1_000 },
            { of: 'this node', value: ms / 1_000 },
            { of: "n8n's request helper, in a row", value: of('sequential') / 1_000 },
          ],
        },
      ],
    };
  } finally {
    emulator.close();
  }
}
