import { median } from 'simple-statistics';
import type { Bench } from 'tinybench' with { 'resolution-mode': 'import' };

import { newName } from '../creation';
import type { Figure, Part, Value } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { helper, plainNode } from '../peers/requestHelper';
import { httpRequestNode } from '../peers/httpRequestNode';
import { nodeHttp } from '../peers/nodeHttp';
import { openApiClient } from '../peers/officialClient';
import type { Peer } from '../peers/peer';
import { ownCode, thisNode, thisNodeAnew } from '../peers/thisNode';
import { progress } from '../progress';
import { startEmulatorServer, type EmulatorServer } from '../servers/server';
import { medianDifference, medianRatio } from '../statistics';

const CALLS = 50;
/** Of those who begin an execution for each, which n8n takes some time to set up. */
const CALLS_ANEW = 10;
/** Of an execution in which nothing but the node's own code runs. */
const OWN_CALLS = 2_000;
const callsOf = ({ isAnew }: Peer) => (isAnew ? CALLS_ANEW : CALLS);
const MOST_OWN_CODE_US = 60;
const MOST_OF_HTTP_REQUEST = 1.1;
const WARM_UP_ROUNDS = 8;
const ROUNDS = 30;

/** µs per call of each peer, by rounds: the same round is the same time on the same machine. */
type Samples = Map<string, number[]>;

/** One sample of each peer, in an order that turns with the round. */
async function takeRound(
  bench: Bench,
  calls: ReadonlyMap<string, number>,
  round: number,
): Promise<Map<string, number>> {
  const { tasks } = bench;
  const taken = new Map<string, number>();
  for (let n = 0; n < tasks.length; n++) {
    const task = tasks[(n + round) % tasks.length]!;
    task.reset();
    await task.run();
    const { result } = task;
    if (result.state !== 'completed') throw new Error(`${task.name}: ${result.state}`);
    taken.set(task.name, (1_000 * result.latency.p50) / calls.get(task.name)!);
  }
  return taken;
}

async function createBench(peers: readonly Peer[], emulator: EmulatorServer): Promise<Bench> {
  const { Bench } = await import('tinybench');
  const bench = new Bench({ iterations: 1, time: 0, warmup: false, throws: true });
  for (const peer of peers) {
    let create = async () => {};
    bench.add(peer.name, () => create(), {
      async beforeEach() {
        await emulator.reset();
        create = peer.prepare(Array.from({ length: callsOf(peer) }, newName));
      },
    });
  }
  return bench;
}

async function takeSamples(peers: readonly Peer[], emulator: EmulatorServer): Promise<Samples> {
  const samples: Samples = new Map(peers.map(({ name }) => [name, []]));
  const calls = new Map(peers.map((peer) => [peer.name, callsOf(peer)]));
  const bench = await createBench(peers, emulator);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    if (round % 20 === 0) progress(`calls: round ${round} of ${ROUNDS}`);
    const taken = await takeRound(bench, calls, round + WARM_UP_ROUNDS);
    if (round >= 0) for (const [name, value] of taken) samples.get(name)!.push(value);
  }
  return samples;
}

/** µs per call of the node's own code. */
async function takeOwnCode(n8n: N8n): Promise<number> {
  const own = ownCode(n8n);
  const samples: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const run = own.prepare(Array.from({ length: OWN_CALLS }, newName));
    const begun = performance.now();
    await run();
    if (round >= 0) samples.push((1_000 * (performance.now() - begun)) / OWN_CALLS);
  }
  return median(samples);
}

/** What one creation costs, beside what people would use instead. */
export async function measure(): Promise<Part> {
  const emulator = await startEmulatorServer();
  try {
    const n8n = await startN8n(emulator.url);
    const bare = helper(n8n, emulator.url);
    const plain = plainNode(n8n, emulator.url);
    const ours = thisNode(n8n);
    const anew = thisNodeAnew(n8n);
    const httpRequest = httpRequestNode(n8n, emulator.url);
    const peers = [
      nodeHttp(emulator.url),
      openApiClient(emulator.url),
      bare,
      plain,
      ours,
      ...(httpRequest ? [httpRequest] : []),
      anew,
    ];
    const samples = await takeSamples(peers, emulator);
    const ownCodeUs = await takeOwnCode(n8n);
    const of = (peer: Peer) => samples.get(peer.name)!;
    const overBare = medianDifference(of(ours), of(bare));
    const evaluation = medianDifference(of(plain), of(bare));
    const overPlain = medianDifference(of(ours), of(plain));
    const ratio = medianRatio(of(ours), of(bare));
    const beside: Value[] = peers
      .filter((peer) => peer !== ours)
      .map((peer) => ({ of: peer.name, value: median(of(peer)), unit: 'µs' }));
    const figures: Figure[] = [
      {
        name: 'Own code for an item',
        measured: [{ of: 'an item', value: ownCodeUs, unit: 'µs' }],
        beside: [],
        limit: '20–40 µs: one signature, one parsed reply, one item',
        toReach: `≤ ${MOST_OWN_CODE_US} µs`,
        reached: ownCodeUs <= MOST_OWN_CODE_US,
        how: `Executions of ${OWN_CALLS.toLocaleString('en')} items with a name that is no expression, whose calls the helper answers at once, with text, instead of signing and sending them: ${ROUNDS} after ${WARM_UP_ROUNDS} to warm up, median.`,
      },
    ];
    if (httpRequest) {
      const ratioAnew = medianRatio(of(anew), of(httpRequest));
      figures.push({
        name: "One creation in an execution of its own, beside n8n's HTTP Request node",
        measured: [
          { of: "n8n's HTTP Request node", value: ratioAnew, unit: '×' },
          { of: 'this node', value: median(of(anew)), unit: 'µs' },
        ],
        beside: [{ of: "n8n's HTTP Request node", value: median(of(httpRequest)), unit: 'µs' }],
        limit: "n8n's own node, which checks nothing, sends nothing again and keeps no memory",
        toReach: `≤ ${MOST_OF_HTTP_REQUEST} × the HTTP Request node`,
        reached: ratioAnew <= MOST_OF_HTTP_REQUEST,
        how: `${CALLS_ANEW} creations in a row, each with an execution of its own, ${ROUNDS} rounds after ${WARM_UP_ROUNDS} to warm up, in turns with all others of this part; the median of the ratios within a round. n8n's workflow and context are made before the clock starts.`,
      });
    }
    figures.push({
      name: "Own time per call over n8n's request helper",
      measured: [
        { of: 'over the helper', value: overBare, unit: 'µs' },
        { of: 'over the helper', value: ratio, unit: '×' },
        { of: "of it n8n's evaluation of the name", value: evaluation, unit: 'µs' },
        { of: 'of it the package itself', value: overPlain, unit: 'µs' },
        { of: 'this node, a call', value: median(of(ours)), unit: 'µs' },
      ],
      beside,
      limit: 'its own code for an item, and what n8n takes for the name',
      toReach: '≤ 100 µs and ≤ 1.10 ×',
      reached: overBare <= 100 && ratio <= 1.1,
      how: `${CALLS} creations one after the other (${CALLS_ANEW} where each has an execution of its own), ${ROUNDS} rounds after ${WARM_UP_ROUNDS} to warm up, everybody once in each round and the order turned with it; medians of the differences and ratios within a round. n8n's workflow and context are made before the clock starts.${httpRequest ? '' : " n8n's HTTP Request node was not there, nor is its figure: it comes with what `npm run e2e` installs."}`,
    });
    return {
      figures,
      charts: [
        {
          title: 'One creation on loopback, median',
          unit: 'µs',
          bars: peers.map((peer) => ({ of: peer.name, value: median(of(peer)) })),
        },
      ],
    };
  } finally {
    emulator.close();
  }
}
