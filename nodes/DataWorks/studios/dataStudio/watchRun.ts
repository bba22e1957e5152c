import type { Client } from '../../../alibabaCloud/client/call';
import { type JsonObject, textIn } from '../../../alibabaCloud/client/exactJson';
import { exactId } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { BACKFILL } from '../../api/dataworks-2024-05-18/states';
import { beginOfDate, datesFrom, type BusinessDates } from '../../businessDates';
import type { SeenRun, WatchedRun } from '../../flows/ports';
import type { Poll } from '../../once/poll';
import type { Look } from '../../once/waitFor';
import { countByStatus } from '../../runWords';
import { listInstances, stageOf, type Environment, type InstanceFilter } from './instances';

/** What is run. Ids are exact, as text. */
export interface RunTarget {
  projectId: string;
  environment: Environment;
  /** Where its business dates begin, IANA. */
  timeZone: string;
  taskId: string;
}

/** A run that was started: its dates and a workflow instance for each of them. */
export interface Run extends RunTarget {
  dates: BusinessDates;
  runIds: readonly string[];
  /** Whether each date waits for the one before it. */
  isSequential: boolean;
}

/** A run that looks are for, with what they have seen of it. */
interface Watched {
  run: Run;
  dates: readonly string[];
  /** How many of the dates, from the first on, are over. */
  over: number;
  byDate: Map<string, JsonObject[]>;
  requestId: string;
}

const begin = (run: Run): Watched => ({
  run,
  dates: datesFrom(run.dates),
  over: 0,
  byDate: new Map(),
  requestId: '',
});

/** The date that is to be looked at: the first that is not over. */
const dateOf = ({ dates, over }: Watched): string | undefined => dates[over];

const instancesOf = ({ dates, byDate }: Watched): JsonObject[] =>
  dates.flatMap((date) => byDate.get(date) ?? []);

const hasFailed = (watched: Watched) =>
  instancesOf(watched).some((one) => stageOf(one) === 'failed');

/** A failed date ends a run in which each waits for the one before; others may go on beside it. */
function stage(watched: Watched): SeenRun['stage'] {
  const isOver = dateOf(watched) === undefined;
  if (hasFailed(watched)) return isOver || watched.run.isSequential ? 'failed' : 'under way';
  return isOver ? 'succeeded' : 'under way';
}

/** Takes a list in which the instances of the run's date are. @returns whether that date is over */
function take(watched: Watched, listed: readonly JsonObject[], requestId: string): boolean {
  const date = dateOf(watched);
  if (date === undefined) return false;
  const { runIds, taskId } = watched.run;
  const own = listed.filter(
    ({ WorkflowInstanceId, TaskId }) =>
      runIds.includes(textIn(WorkflowInstanceId)) && textIn(TaskId) === taskId,
  );
  watched.byDate.set(date, own);
  watched.requestId = requestId;
  const stages = own.map(stageOf);
  // Where one has failed, those that wait for it never begin.
  const isOver = hasFailed(watched)
    ? !stages.includes('under way')
    : stages.length > 0 && stages.every((one) => one === 'succeeded');
  if (isOver) watched.over += 1;
  return isOver;
}

function seenOf(watched: Watched, tries = 0): SeenRun {
  const instances = instancesOf(watched);
  return {
    ok: true,
    stage: stage(watched),
    now: instances.length === 0 ? 'not begun' : countByStatus(instances),
    instances,
    requestId: watched.requestId,
    tries,
  };
}

function lookOf(watched: Watched): Look<SeenRun> {
  const seen = seenOf(watched);
  return seen.stage === 'under way'
    ? { state: 'pending', now: seen.now }
    : { state: 'done', value: seen };
}

/** How many tasks one look names at most. */
export const MOST_TASKS = 50;

/** The filter of a look at one date, and the runs that it covers. */
function planOf(first: Watched, others: readonly Watched[], date: string) {
  const { projectId: ProjectId, environment: ProjectEnv, timeZone } = first.run;
  const sameDate = [first, ...others.filter((one) => one !== first && dateOf(one) === date)];
  const tasks = [...new Set(sameDate.map(({ run }) => run.taskId))].slice(0, MOST_TASKS);
  const covered = sameDate.filter(({ run }) => tasks.includes(run.taskId));
  const [runId, ...moreIds] = first.run.runIds;
  const isAlone = covered.length === 1 && moreIds.length === 0;
  const filter: InstanceFilter = {
    ProjectId,
    ProjectEnv,
    Bizdate: beginOfDate(timeZone, date),
    ...(isAlone
      ? { WorkflowInstanceId: runId }
      : {
          ...(tasks.length === 1 ? { TaskId: tasks[0] } : { TaskIds: tasks.map(exactId) }),
          WorkflowInstanceType: BACKFILL,
        }),
  };
  return { filter, covered };
}

/** Looks at the first and all whose date is the same; goes on while dates of the first are over. */
async function lookTogether(client: Client, first: Watched, others: readonly Watched[]) {
  const seen = new Map<Watched, Look<SeenRun>>();
  let tries = 0;
  for (;;) {
    const date = dateOf(first);
    if (date === undefined) break;
    const { filter, covered } = planOf(first, others, date);
    const listed = await listInstances(client, filter);
    tries += listed.tries;
    if (!listed.ok) return { ...listed, tries };
    const over = covered.filter((one) => take(one, listed.entries, listed.requestId));
    for (const one of covered) seen.set(one, lookOf(one));
    if (!over.includes(first) || stage(first) !== 'under way') break;
  }
  return { ok: true as const, tries, seen };
}

function pollFor(client: Client, watched: Watched): Poll<SeenRun> {
  const { projectId, environment, timeZone } = watched.run;
  return {
    group: `task instances ${projectId} ${environment} ${timeZone}`,
    subject: watched,
    ask: ([first = watched, ...others]: readonly Watched[]) => lookTogether(client, first, others),
  } satisfies Poll<SeenRun, Watched>;
}

/** Looks at a run: one call for each business date, from the first on, until one is under way. */
export async function lookAtRun(client: Client, run: Run): Promise<SeenRun | Failure> {
  const watched = begin(run);
  const looked = await lookTogether(client, watched, []);
  return looked.ok ? seenOf(watched, looked.tries) : looked;
}

/** A run whose end is waited for, with all runs of the workspace that the execution waits for. */
export function watchRun(client: Client, run: Run): WatchedRun {
  const watched = begin(run);
  return { poll: pollFor(client, watched), seen: () => seenOf(watched) };
}
