import { poll } from '../../nodes/DataWorks/poll';
import { DAY, HOUR, MINUTE, RunLists, type Studio, type TrueRun } from '../../test/model/runLists';
import { TriggerN8n } from '../../test/model/triggerN8n';
import type { Figure, Part } from '../figure';
import { useJumpingClock } from '../jumpingClock';

/** Of a night, one after the other from midnight in China on; those of two days are one page. */
export const RUNS_A_NIGHT = 30;
const BUDGET_MS = 5 * MINUTE;
const CALL_MS = 200;
/** The calls of a day are those of docs/trigger.md for a look every 15 minutes. */
const STUDIOS: Record<Studio, { name: string; callsADay: number }> = {
  legacy: { name: 'legacy DataStudio', callsADay: 96 },
  dataStudio: { name: 'the new Data Studio', callsADay: 210 },
};

/** The runs of so many nights from the first midnight in China after `begin` (ms) on. */
function nights(begin: number, count: number): TrueRun[] {
  const midnight = begin + 12 * HOUR;
  return Array.from({ length: count * RUNS_A_NIGHT }, (_, n) => {
    const night = midnight + Math.floor(n / RUNS_A_NIGHT) * DAY;
    const startedAt = night + (n % RUNS_A_NIGHT) * 12 * MINUTE;
    const attempt = { startedAt, endedAt: startedAt + 10 * MINUTE, stage: 'succeeded' as const };
    return { id: n + 1, bizdate: night - DAY, createdAt: night, attempts: [attempt], lateMs: 0 };
  });
}

interface Taken {
  calls: number;
  /** Runs that ended, and those that were reported. */
  ended: number;
  reported: number;
  /** From a run's end until it was reported, at most. */
  lagMs: number;
  /** For how long a poll was under way, in all. */
  pollingMs: number;
}

/** Lets n8n poll each minute for so long, from noon in China on. */
export async function takeTrigger(studio: Studio, forMs: number): Promise<Taken> {
  const clock = useJumpingClock();
  try {
    const begin = Math.ceil(clock.now() / DAY) * DAY + 4 * HOUR;
    await clock.sleep(begin - clock.now());
    const runs = nights(begin, Math.ceil(forMs / DAY));
    const network = { seed: 1, failing: 0, callMs: CALL_MS };
    const dataWorks = new RunLists(studio, runs, 'last', network);
    const parameters = { studio, projectId: '10000', event: 'runEnded' };
    const n8n = new TriggerN8n(parameters, dataWorks, true, BUDGET_MS, () => poll);
    let pollingMs = 0;
    for (let minute = 0; minute * MINUTE < forMs; minute++) {
      await clock.sleep(Math.max(0, begin + minute * MINUTE - clock.now()));
      const polledAt = clock.now();
      await n8n.poll();
      pollingMs += clock.now() - polledAt;
    }
    const ends = new Map(runs.map(({ id, attempts }) => [id, attempts[0]!.endedAt]));
    const lags = n8n.emissions.flatMap(({ at, items }) =>
      items.map(({ EventId }) => at - ends.get(Number.parseInt(String(EventId), 10))!),
    );
    // An end of the last quarter of an hour is for the next look.
    const ended = [...ends.values()].filter((at) => at <= clock.now() - 16 * MINUTE).length;
    return {
      calls: dataWorks.calls.length,
      ended,
      reported: lags.length,
      lagMs: Math.max(0, ...lags),
      pollingMs,
    };
  } finally {
    clock.restore();
  }
}

/** What the trigger costs in calls, and how late it tells an end. */
export async function measure(): Promise<Part> {
  const figures: Figure[] = [];
  for (const studio of Object.keys(STUDIOS) as Studio[]) {
    const { name, callsADay } = STUDIOS[studio];
    const hour = await takeTrigger(studio, HOUR);
    const night = await takeTrigger(studio, DAY);
    const week = await takeTrigger(studio, 7 * DAY);
    figures.push({
      name: `The trigger on a workspace of ${name}`,
      measured: [
        { of: 'calls in an hour without runs', value: hour.calls, unit: '' },
        { of: `calls in a day with ${RUNS_A_NIGHT} runs`, value: night.calls, unit: '' },
        { of: 'calls in a week', value: week.calls, unit: '' },
        { of: 'runs that ended and were not told', value: week.ended - week.reported, unit: '' },
        { of: 'told at most after', value: week.lagMs / 1_000, unit: 's' },
      ],
      beside: [
        { of: "a look at n8n's own pace, each minute: in a day", value: DAY / MINUTE, unit: '' },
        { of: 'a poll every 5 s: in a day', value: DAY / 5_000, unit: '' },
      ],
      limit: 'no call: events by EventBridge, of the Enterprise edition alone',
      toReach: `≤ ${callsADay} calls a day; each end told, within 16 minutes`,
      reached:
        night.calls <= callsADay &&
        week.calls <= 7 * callsADay &&
        week.reported >= week.ended &&
        week.lagMs <= 16 * MINUTE,
      how: `The node's poll on a virtual clock, called each minute as n8n does by default, with its own pace of 15 minutes; ${RUNS_A_NIGHT} runs a night of 10 minutes each, from midnight on, one every 12 minutes.`,
    });
  }
  return { figures };
}
