import { clock } from '../../nodes/alibabaCloud/client/clock';
import { BEGIN, SPAN, midnight, type TriggerSchedule } from './triggerSchedule';
import { newProcess } from './freshProcess';
import { DAY, HOUR, MINUTE, RunLists, type TrueRun } from './runLists';
import { TriggerN8n } from './triggerN8n';
import { virtually } from './virtually';

/** Until all that is late has come, and each run that is followed has had its turn. */
const QUIET = 8 * HOUR;
const PAGE = 100;

interface End {
  id: string;
  endedAt: number;
  run: TrueRun;
  startedAt: number;
}

const endsOf = ({ runs, event }: TriggerSchedule): End[] =>
  runs.flatMap((run) =>
    run.attempts
      .filter(
        ({ stage }) =>
          event === 'runEnded' || event === `run${stage === 'failed' ? 'Failed' : 'Succeeded'}`,
      )
      .map(({ startedAt, endedAt, stage }) => ({
        id: `${run.id}-${endedAt}-${stage}`,
        endedAt,
        run,
        startedAt,
      })),
  );

/**
 * Whether an end is promised: it came while the run was in what is looked at, or the run was under way
 * when it left that; and it was to be seen before the run was run again.
 */
function isPromised(end: End, { studio, event }: TriggerSchedule, { looks }: TriggerN8n): boolean {
  const { run, endedAt, startedAt } = end;
  if (endedAt < BEGIN + 5 * MINUTE || endedAt > BEGIN + SPAN) return false;
  const next = run.attempts.find((one) => one.startedAt > endedAt)?.startedAt ?? Infinity;
  const [from, until] = [endedAt + run.lateMs, next + run.lateMs];
  // One may have been cut.
  if (looks.filter(({ at, ms, failed }) => !failed && at >= from && at + ms < until).length < 2) {
    return false;
  }
  const days = studio === 'legacy' && event === 'runFailed' ? 7 : 2;
  const leavesAt =
    studio === 'legacy' ? run.createdAt + days * DAY : run.bizdate + (days + 1) * DAY;
  return endedAt <= leavesAt || startedAt <= leavesAt;
}

/** Plays a schedule and tells what was broken of what the trigger promises. */
export function brokenPromises(schedule: TriggerSchedule): Promise<string[]> {
  const { studio, event, durable, unfinished, failing, callMs, budgetMs, seed } = schedule;
  return virtually(seed, async () => {
    await clock.sleep(BEGIN - clock.now());
    const network = { seed, failing: 0, callMs };
    const dataWorks = new RunLists(studio, schedule.runs, unfinished, network);
    const parameters = { studio, projectId: '10000', event };
    const n8n = new TriggerN8n(parameters, dataWorks, durable, budgetMs, newProcess);
    await n8n.poll();
    const since = clock.now();
    network.failing = failing;

    const moves = [...schedule.moves];
    while (clock.now() < BEGIN + SPAN + QUIET) {
      await clock.sleep(5 * MINUTE);
      if (clock.now() > BEGIN + SPAN) network.failing = 0;
      const next = moves[0] && BEGIN + moves[0].at <= clock.now() ? moves.shift() : undefined;
      if (next?.kind === 'restart') n8n.restart();
      if (next?.kind === 'republish') n8n.republish();
      if (next?.kind === 'down') {
        await clock.sleep(next.forMs);
        n8n.restart();
      }
      if (next?.kind === 'doubled') await Promise.all([n8n.poll(), n8n.poll()]);
      else await n8n.poll(next?.kind === 'lost');
    }
    return [...told(schedule, n8n, since), ...spent(schedule, n8n)];
  });
}

function told(schedule: TriggerSchedule, n8n: TriggerN8n, since: number): string[] {
  const ends = new Map(endsOf(schedule).map((end) => [end.id, end]));
  const reported = n8n.emissions.flatMap(({ items }) =>
    items.map(({ EventId }) => String(EventId)),
  );
  const seen = new Set(reported);
  const outOfOrder = n8n.emissions.filter(({ items }) =>
    items.some(({ EventId }, at) => {
      const [one, next] = [EventId, items[at + 1]?.EventId].map((id) => ends.get(String(id)));
      return next !== undefined && one !== undefined && one.endedAt > next.endedAt;
    }),
  );
  return [
    ...reported.filter((id, at) => reported.indexOf(id) !== at).map((id) => `twice: ${id}`),
    ...reported.filter((id) => !ends.has(id)).map((id) => `never was: ${id}`),
    ...reported
      .filter((id) => (ends.get(id)?.endedAt ?? since) < since - 2_000)
      .map((id) => `older than the trigger: ${id}`),
    ...[...ends.values()]
      .filter((end) => isPromised(end, schedule, n8n) && !seen.has(end.id))
      .map(({ id, run }) => `never told: ${id} ${JSON.stringify(run)}`),
    ...outOfOrder.map(({ at }) => `out of order at ${at}`),
  ];
}

/** The most calls that a look may take of which nothing fails, and the time of each. */
function spent(
  { studio, runs, event, budgetMs, failing, moves }: TriggerSchedule,
  n8n: TriggerN8n,
) {
  const wrong: string[] = [];
  const tooMany: string[] = [];
  const isQuiet = failing === 0 && moves.length === 0;
  for (const { at, ms, calls } of n8n.looks) {
    if (ms > 0.85 * budgetMs + 1_000) wrong.push(`took ${ms} ms of ${budgetMs} at ${at}`);
    if (!isQuiet) continue;
    const pages = (count: number) => Math.ceil(count / PAGE);
    const created = runs.filter(
      ({ createdAt }) => createdAt <= at && createdAt > at - 2 * DAY - 3 * HOUR,
    );
    const dates = new Set([at, at - DAY, at - 2 * HOUR - DAY].map((one) => midnight(one) - DAY));
    let most = 1;
    if (studio === 'legacy')
      most += event === 'runFailed' ? pages(runs.length) : pages(created.length) + 1;
    for (const date of studio === 'legacy' ? [] : dates) {
      const ofDate = runs.filter(({ bizdate }) => bizdate === date);
      const isLeaving = date < midnight(at) - 2 * DAY;
      const recent = ofDate.filter(({ attempts }) =>
        attempts.some(({ endedAt }) => endedAt > at - 3 * HOUR && endedAt <= at + MINUTE),
      );
      const parts = event === 'runEnded' && ofDate.length > PAGE ? 2 : 1;
      const underWay = ofDate.filter(({ attempts }) =>
        attempts.some(({ startedAt, endedAt }) => startedAt <= at && endedAt > at - HOUR),
      );
      most +=
        parts * (1 + pages(recent.length + 1) - 1) +
        pages(recent.length) +
        (isLeaving ? 1 + pages(underWay.length + 1) : 0);
      if (parts === 2) most += 1;
    }
    if (calls > most) tooMany.push(`${calls} calls at ${at}, at most ${most}`);
  }
  // Lists that turn out to be too long are read once more, in parts.
  return [...wrong, ...tooMany.slice(studio === 'dataStudio' && event === 'runEnded' ? 1 : 0)];
}
