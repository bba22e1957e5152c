import { median, sum } from 'simple-statistics';

import type * as Pauses from '../../nodes/DataWorks/once/pauses';
import type { Look, Poll } from '../../nodes/DataWorks/once/poll';
import { createPoller } from '../../nodes/DataWorks/once/poller';
import { startBatchTasks, type BatchTasks } from '../../test/engine/batchTasks';
import type { Figure, Part } from '../figure';
import { useJumpingClock } from '../jumpingClock';
import { looksOf, tasksToRun, waitingRun } from '../../test/engine/waitingRuns';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The longest pause, and the seconds that the output rounds. */
const MOST_LAG_MS = 61_000;
const LENGTHS = [
  { name: '1 min', ms: MINUTE },
  { name: '10 min', ms: 10 * MINUTE },
  { name: '1 h', ms: 60 * MINUTE },
  { name: '6 h', ms: 360 * MINUTE },
];
/** Runs of about one length, so that luck with the last pause does not count. */
const RUNS = 101;
/** Runs that are waited for at the same time. */
const TOGETHER = [1, 100, 250];
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

/** Runs of one execution of the node that end all over an hour. */
async function takeTogether(tasks: BatchTasks, count: number): Promise<Figure> {
  const runsMs = Array.from({ length: count }, (_, run) => (HOUR * (run + 1)) / count);
  tasks.reset();
  const items = tasksToRun(tasks, runsMs);
  const begin = tasks.clock().now();
  const { error, output } = await tasks.engine.run({ items, parameters: waitingRun('hold') });
  if (error) throw new Error(error.message);
  const lags = output[0]!.map(({ json }, run) => {
    const { WaitedSeconds } = json as { WaitedSeconds: number };
    return WaitedSeconds - runsMs[run]! / 1_000;
  });
  const calls = looksOf(tasks).filter(({ at }) => at <= begin + HOUR).length;
  const lag = Math.max(...lags);
  let alone = 0;
  for (const lengthMs of runsMs) alone += (await waitForRuns([lengthMs], growing)).calls;
  return {
    name: `Waiting for ${count} together that end all over an hour`,
    measured: [
      { of: 'calls in the hour', value: calls, unit: '' },
      { of: 'end seen after, at most', value: lag, unit: 's' },
      { of: 'in the median', value: median(lags), unit: 's' },
    ],
    beside: [
      { of: 'each alone: calls', value: alone, unit: '' },
      { of: 'a poll every 5 s of each: calls', value: sum(runsMs) / fixed.longestMs, unit: '' },
    ],
    limit: '1 call and no lag: a server that tells by itself, which DataWorks does not',
    toReach: `≤ ${MOST_CALLS_IN_AN_HOUR} calls; lag ≤ ${MOST_LAG_MS / 1_000} s`,
    reached: calls <= MOST_CALLS_IN_AN_HOUR && lag <= MOST_LAG_MS / 1_000,
    how: "n8n's engine with the built node and its defaults on a virtual clock: *Run* of so many tasks of a legacy workspace on the emulator, in one execution. Looks are counted, with all pages of their lists; the lag is what the output says of the wait above how long the run took.",
  };
}

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
  const tasks = await startBatchTasks();
  for (const count of TOGETHER) figures.push(await takeTogether(tasks, count));
  await tasks.close();
  return { figures };
}
