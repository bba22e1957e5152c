import { creationParameters, newItems, newName } from '../creation';
import type { Figure, Part } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { helper } from '../peers/requestHelper';
import { progress } from '../progress';
import { startEmulatorServer, type EmulatorServer } from '../servers/server';

const CREATIONS = 200;
const RATES = [5, 20, 50];

interface Taken {
  ms: number;
  failed: number;
  /** Of all that was sent, in parts of 1. */
  throttled: number;
}

async function begin(emulator: EmulatorServer, writesPerSecond: number): Promise<void> {
  await emulator.reset();
  await emulator.control('POST', 'quota', { writesPerSecond });
}

async function throttledPart(emulator: EmulatorServer): Promise<number> {
  const arrivals = await emulator.arrivals();
  // Nothing else is refused: DataWorks throttles by status 400 or 429 and several codes.
  return arrivals.filter(({ status }) => status !== 200).length / arrivals.length;
}

async function byThisNode(
  n8n: N8n,
  emulator: EmulatorServer,
  rate: number,
  creations = CREATIONS,
): Promise<Taken> {
  await begin(emulator, rate);
  const run = { parameters: creationParameters(), items: newItems(creations) };
  const context = n8n.context(run);
  context.getNode().onError = 'continueRegularOutput';
  const begun = performance.now();
  const [output] = (await n8n.node.execute!.call(context)) as { json: { Outcome?: string } }[][];
  const ms = performance.now() - begun;
  const done = output!.filter(({ json }) => json.Outcome === 'created').length;
  return { ms, failed: creations - done, throttled: await throttledPart(emulator) };
}

/** The same creations by the bare helper, one after the other, as a loop in a workflow does them. */
async function byHelper(n8n: N8n, emulator: EmulatorServer, rate: number): Promise<number> {
  await begin(emulator, rate);
  const { prepare } = helper(n8n, emulator.url);
  let failed = 0;
  for (let n = 0; n < CREATIONS; n++) {
    await prepare([newName()])().catch(() => (failed += 1));
  }
  return failed;
}

/** A rate that is another one after a while, and the first again: the server's, which tells nothing. */
async function changing(n8n: N8n, emulator: EmulatorServer): Promise<Figure> {
  const [fast, slow] = [20, 5];
  const creations = 600;
  const slowFor = { from: 10_000, until: 30_000 };
  progress(`quota: ${creations} creations at ${fast}, ${slow} and ${fast} a second`);
  const timers = [
    [slowFor.from, slow],
    [slowFor.until, fast],
  ].map(([at, writesPerSecond]) =>
    setTimeout(() => void emulator.control('POST', 'quota', { writesPerSecond }), at),
  );
  const taken = await byThisNode(n8n, emulator, fast, creations);
  timers.forEach((timer) => clearTimeout(timer));
  const slowMs = slowFor.until - slowFor.from;
  const limitMs = slowMs + (1_000 * creations - slow * slowMs) / fast;
  const used = limitMs / taken.ms;
  return {
    name: `${creations} creations at a rate that changes from ${fast} to ${slow} and back`,
    measured: [
      { of: 'of the rates', value: 100 * used, unit: '%' },
      { of: 'failed', value: taken.failed, unit: '' },
      { of: 'of the sends throttled', value: 100 * taken.throttled, unit: '%' },
      { of: 'in all', value: taken.ms / 1_000, unit: 's' },
    ],
    beside: [],
    limit: `${limitMs / 1_000} s: ${slowMs / 1_000} s at ${slow} a second, the others at ${fast}`,
    toReach: '≥ 80 % of the rates, none failed, ≤ 2 % throttled',
    reached: used >= 0.8 && taken.failed === 0 && taken.throttled <= 0.02,
    how: `As above; the emulator allows ${slow} a second from ${slowFor.from / 1_000} s after the beginning until ${slowFor.until / 1_000} s.`,
  };
}

/** How much of a quota is used, and how often the server has to refuse. */
export async function measure(): Promise<Part> {
  const emulator = await startEmulatorServer();
  try {
    const n8n = await startN8n(emulator.url);
    await n8n.execute({ parameters: creationParameters(), items: newItems(CREATIONS) });
    const figures: Figure[] = [];
    for (const rate of RATES) {
      progress(`quota: ${CREATIONS} creations at ${rate} a second`);
      const taken = await byThisNode(n8n, emulator, rate);
      const limitMs = (1_000 * CREATIONS) / rate;
      const used = limitMs / taken.ms;
      figures.push({
        name: `${CREATIONS} creations at a server that allows ${rate} a second`,
        measured: [
          { of: 'of the rate', value: 100 * used, unit: '%' },
          { of: 'failed', value: taken.failed, unit: '' },
          { of: 'of the sends throttled', value: 100 * taken.throttled, unit: '%' },
          { of: 'in all', value: taken.ms / 1_000, unit: 's' },
        ],
        beside: [
          {
            of: "failed when n8n's request helper sends them in a row",
            value: await byHelper(n8n, emulator, rate),
            unit: '',
          },
        ],
        limit: `${limitMs / 1_000} s: ${CREATIONS} ÷ ${rate} a second`,
        toReach: '≥ 95 % of the rate, none failed, ≤ 2 % throttled',
        reached: used >= 0.95 && taken.failed === 0 && taken.throttled <= 0.02,
        how: 'One execution with the default Concurrency against the emulator, which counts by the seconds of its clock and throttles with `x-acs-retry-after`; the sends are counted in its log. The node is told nothing about the rate.',
      });
    }
    figures.push(await changing(n8n, emulator));
    return { figures };
  } finally {
    emulator.close();
  }
}
