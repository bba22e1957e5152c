import { setTimeout as pause } from 'node:timers/promises';

import { median } from 'simple-statistics';

import { creationParameters, newItems } from '../creation';
import type { Part } from '../figure';
import { startN8n, type N8n } from '../n8n';
import { progress } from '../progress';
import { startEmulatorServer, type EmulatorServer } from '../servers/server';

const UNDER_WAY = 8;
const WAITING = 100;
const ROUNDS = 15;
/** How long the emulator is watched after a cancel, in ms. */
const WATCHED_MS = 200;

async function takeOne(n8n: N8n, emulator: EmulatorServer) {
  await emulator.reset();
  const total = UNDER_WAY + WAITING;
  await emulator.control('POST', 'faults', { kind: 'delay', ms: 20_000, times: total });
  const cancel = new AbortController();
  const context = n8n.context({
    parameters: creationParameters({ concurrency: UNDER_WAY }),
    items: newItems(total),
    signal: cancel.signal,
  });
  const ended = n8n.node.execute!.call(context).then(
    () => performance.now(),
    () => performance.now(),
  );
  while ((await emulator.arrivals()).length < UNDER_WAY) await pause(5);
  const cancelledAt = performance.now();
  cancel.abort();
  const ms = (await ended) - cancelledAt;
  await pause(WATCHED_MS);
  return { ms, sentAfter: (await emulator.arrivals()).length - UNDER_WAY };
}

/** How soon an execution ends that is stopped. */
export async function measure(): Promise<Part> {
  const emulator = await startEmulatorServer();
  try {
    const n8n = await startN8n(emulator.url);
    const taken = [];
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 5 === 0) progress(`cancel: round ${round} of ${ROUNDS}`);
      taken.push(await takeOne(n8n, emulator));
    }
    const times = taken.map(({ ms }) => ms);
    const longest = Math.max(...times);
    const sentAfter = taken.reduce((sum, one) => sum + one.sentAfter, 0);
    return {
      figures: [
        {
          name: `Cancel with ${UNDER_WAY} calls under way and ${WAITING} items waiting`,
          measured: [
            { of: 'median', value: median(times), unit: 'ms' },
            { of: 'longest', value: longest, unit: 'ms' },
            { of: 'sent after it', value: sentAfter, unit: '' },
          ],
          beside: [],
          limit: 'one turn of the event loop',
          toReach: '≤ 50 ms, nothing sent after',
          reached: longest <= 50 && sentAfter === 0,
          how: `${ROUNDS} executions whose replies the emulator holds back. n8n's cancel signal goes off when all ${UNDER_WAY} calls have arrived; from there to the end of the node's \`execute\`. The emulator's log is read again ${WATCHED_MS} ms later. The official clients have no way to cancel a call.`,
        },
      ],
    };
  } finally {
    emulator.close();
  }
}
