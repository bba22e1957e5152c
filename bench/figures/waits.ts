import { actions } from '../../nodes/DataWorks/api/dataworks-2020-05-18';
import { join } from 'node:path';

import type { Client } from '../../nodes/alibabaCloud/client/call';
import type * as Waiting from '../../nodes/DataWorks/once/waitFor';
import { packageRoot } from '../../test/engine/harness/builtPackage';
import type { Figure, Part } from '../figure';
import { useJumpingClock } from '../jumpingClock';

const MINUTE = 60_000;
const LENGTHS = [
  { name: '1 min', ms: MINUTE },
  { name: '10 min', ms: 10 * MINUTE },
  { name: '1 h', ms: 60 * MINUTE },
  { name: '6 h', ms: 360 * MINUTE },
];
/** Runs of about one length, so that luck with the last pause does not count. */
const RUNS = 101;
const LONGEST_WAIT_MS = 7 * 24 * 60 * MINUTE;

/** The defaults of the wait options, and a poll that never slows down. */
const growing = { shortestMs: 5_000, longestMs: 60_000, deadlineMs: LONGEST_WAIT_MS };
const fixed = { shortestMs: 5_000, longestMs: 5_000, deadlineMs: LONGEST_WAIT_MS };

interface Taken {
  calls: number;
  lagMs: number;
}

/** Waits for a run that ends after `lengthMs`. */
async function waitForRun(lengthMs: number, limits: Waiting.WaitLimits): Promise<Taken> {
  const { waitFor } = (await import(
    join(packageRoot, 'dist/nodes/DataWorks/once/waitFor.js')
  )) as typeof Waiting;
  const clock = await useJumpingClock();
  try {
    const begin = clock.now();
    const client = {
      cancelled: () => false,
      pause: (ms: number) => clock.sleep(ms),
    } as Partial<Client> as Client;
    const waited = await waitFor(client, actions.GetDag, limits, async () =>
      clock.now() - begin >= lengthMs
        ? { state: 'done', value: undefined }
        : { state: 'pending', now: 'RUNNING' },
    );
    if (!waited.ok) throw new Error(waited.detail);
    return { calls: waited.calls, lagMs: clock.now() - begin - lengthMs };
  } finally {
    clock.restore();
  }
}

async function takeRuns(ms: number, limits: Waiting.WaitLimits): Promise<Taken> {
  let calls = 0;
  let lagMs = 0;
  for (let run = 0; run < RUNS; run++) {
    // From 90 % of the length up to the length itself.
    const taken = await waitForRun(ms * (0.9 + (0.1 * run) / (RUNS - 1)), limits);
    calls = Math.max(calls, taken.calls);
    lagMs = Math.max(lagMs, taken.lagMs);
  }
  return { calls, lagMs };
}

const MOST_CALLS_IN_AN_HOUR = 70;

/** What waiting for a run costs in calls, and how late its end is seen. */
export async function measure(): Promise<Part> {
  const figures: Figure[] = [];
  for (const { name, ms } of LENGTHS) {
    const ours = await takeRuns(ms, growing);
    const poll = await takeRuns(ms, fixed);
    const callsAllowed = MOST_CALLS_IN_AN_HOUR * Math.max(1, ms / (60 * MINUTE));
    // Of the shortest run, and never more than the longest pause.
    const lagAllowed = Math.max(0.1 * ms, growing.longestMs);
    const values = ({ calls, lagMs }: Taken, of: string) => [
      { of: `${of}calls`, value: calls, unit: '' },
      { of: `${of}lag at most`, value: lagMs / 1_000, unit: 's' },
    ];
    figures.push({
      name: `Waiting for a run of ${name}`,
      measured: values(ours, ''),
      beside: values(poll, 'a poll every 5 s: '),
      limit: '1 call and no lag: a server that tells by itself, which DataWorks does not',
      toReach: `≤ ${callsAllowed} calls; lag ≤ ${lagAllowed / 1_000} s (10 % of the run or 60 s)`,
      reached: ours.calls <= callsAllowed && ours.lagMs <= lagAllowed,
      how: `The node's wait on a virtual clock, with its defaults (pauses from 5 s to 60 s), for ${RUNS} runs of 90 % to 100 % of the length; the most of them.`,
    });
  }
  return { figures };
}
