import type * as Pauses from '../../nodes/DataWorks/once/pauses';
import type { Look, Poll } from '../../nodes/DataWorks/once/poll';
import { createPoller } from '../../nodes/DataWorks/once/poller';
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
/** Runs that are waited for at the same time. */
const TOGETHER = 100;
const LONGEST_WAIT_MS = 7 * 24 * 60 * MINUTE;

/** The defaults of the wait options, and a poll that never slows down. */
const growing = { shortestMs: 5_000, longestMs: 60_000, deadlineMs: LONGEST_WAIT_MS };
const fixed = { shortestMs: 5_000, longestMs: 5_000, deadlineMs: LONGEST_WAIT_MS };

interface Taken {
  calls: number;
  lagMs: number;
}

/** Waits together for runs that end after these times. */
async function waitForRuns(
  lengthsMs: readonly number[],
  limits: Pauses.WaitLimits,
): Promise<Taken> {
  const clock = useJumpingClock();
  try {
    const begin = clock.now();
    const poller = createPoller(undefined);
    let calls = 0;
    const poll = (lengthMs: number) => ({
      group: 'runs',
      subject: { lengthMs },
      async ask(runs: readonly { lengthMs: number }[]) {
        calls += 1;
        const seen = new Map(runs.map((run) => [run, lookAt(run.lengthMs, clock.now() - begin)]));
        return { ok: true as const, tries: 1, seen };
      },
    });
    const ended = await Promise.all(
      lengthsMs.map(async (lengthMs) => {
        const { by, waitedMs } = await poller.wait(poll(lengthMs) as Poll<unknown>, limits);
        if (by !== 'look') throw new Error(`A wait of ${lengthMs} ms ended by ${by}.`);
        return waitedMs - lengthMs;
      }),
    );
    return { calls, lagMs: Math.max(...ended) };
  } finally {
    clock.restore();
  }
}

const lookAt = (lengthMs: number, ageMs: number): Look<undefined> =>
  ageMs >= lengthMs ? { state: 'done', value: undefined } : { state: 'pending', now: 'RUNNING' };

async function takeRuns(ms: number, limits: Pauses.WaitLimits): Promise<Taken> {
  let calls = 0;
  let lagMs = 0;
  for (let run = 0; run < RUNS; run++) {
    // From 90 % of the length up to the length itself.
    const taken = await waitForRuns([ms * (0.9 + (0.1 * run) / (RUNS - 1))], limits);
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
  const together = Array.from(
    { length: TOGETHER },
    (_, run) => (60 * MINUTE * (run + 1)) / TOGETHER,
  );
  const ours = await waitForRuns(together, growing);
  let alone = 0;
  for (const lengthMs of together) alone += (await waitForRuns([lengthMs], growing)).calls;
  figures.push({
    name: `Waiting for ${TOGETHER} runs together, that end all over an hour`,
    measured: [
      { of: 'calls', value: ours.calls, unit: '' },
      { of: 'lag at most', value: ours.lagMs / 1_000, unit: 's' },
    ],
    beside: [{ of: 'each alone: calls', value: alone, unit: '' }],
    limit: '1 call and no lag: a server that tells by itself, which DataWorks does not',
    toReach: `≤ ${MOST_CALLS_IN_AN_HOUR} calls; lag ≤ ${growing.longestMs / 1_000} s`,
    reached: ours.calls <= MOST_CALLS_IN_AN_HOUR && ours.lagMs <= growing.longestMs,
    how: 'As above, for runs that one look covers, as those of one date do.',
  });
  return { figures };
}
