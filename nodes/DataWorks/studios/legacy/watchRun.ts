import type { Client } from '../../../alibabaCloud/client/call';
import { type JsonObject, textIn } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { bizDate, dayAfter, type BusinessDates } from '../../businessDates';
import type { SeenRun, WatchedRun } from '../../flows/ports';
import type { Listed } from '../../once/pages';
import type { Poll } from '../../once/poll';
import type { Look } from '../../once/waitFor';
import { listInstances, type InstanceFilter, type ProjectEnv } from './instances';
import { createRunState, planLook, type LookPlan, type RunState, type Wanted } from './runLooks';

/** What is run. Ids are exact, as text. */
export interface RunTarget {
  projectId: string;
  nodeId: string;
  /** Texts that must not be shown of a log. */
  secrets: readonly string[];
}

/** A run that was started: its node, its dates and a DAG for each of them. */
export interface Run extends RunTarget {
  projectEnv: ProjectEnv;
  dates: BusinessDates;
  dagIds: readonly string[];
}

/** A run that looks are for, with what they have seen of it. */
interface Watched {
  run: Run;
  state: RunState;
  requestId: string;
  /** Whether a look with others did not find it, or cannot tell whether it is over. */
  isUnclear: boolean;
}

const begin = (run: Run): Watched => ({
  run,
  state: createRunState(run.dates, run.dagIds),
  requestId: '',
  isUnclear: false,
});

/** The dates as filters. */
export const between = ({ first, last }: BusinessDates) => ({
  BeginBizdate: bizDate(first),
  EndBizdate: bizDate(last),
});

/** The newest first: those of a run that was just started come before all others. */
export const NEWEST_FIRST = 'INSTANCE_ID_DESC';

/** The type of batch synchronizations in the scheduler. */
export const PROGRAM_TYPE = 'DI';

function filterFor({ projectId: ProjectId, projectEnv: ProjectEnv, ...run }: Run): InstanceFilter {
  const { dagIds, nodeId: NodeId, dates } = run;
  return dagIds.length === 1
    ? { ProjectId, ProjectEnv, DagId: dagIds[0] }
    : { ProjectId, ProjectEnv, NodeId, ...between(dates) };
}

/** The instances of a run as far as there are any yet. */
export async function instancesOf(client: Client, run: Run) {
  const listed = await listInstances(client, filterFor(run));
  if (!listed.ok) return listed;
  const instances = listed.entries.filter(({ DagId }) => run.dagIds.includes(textIn(DagId)));
  return { ...listed, instances };
}

/** Whether a list has what is wanted of runs, and goes on behind it. */
function hasPassed(
  watched: readonly [Watched, BusinessDates][],
  listed: readonly JsonObject[],
): boolean {
  if (!watched.every(([{ state }, dates]) => state.isComplete(listed, dates))) return false;
  if (watched.every(([{ state }, dates]) => state.isCounted(dates))) return true;
  const last = listed.slice(-1);
  return watched.every(([{ state }]) => state.ownOf(last).length === 0);
}

function note(watched: Watched, dates: BusinessDates, listed: Listed): void {
  watched.state.take(listed.entries, dates);
  watched.requestId = listed.requestId;
}

/** Looks at a run alone: at its dates in turn until some are under way, or at all. */
async function lookAlone(client: Client, watched: Watched): Promise<SeenRun | Failure> {
  const { run, state } = watched;
  const filter = filterFor(run);
  const isOne = run.dagIds.length === 1;
  let dates = isOne ? run.dates : state.window();
  let tries = 0;
  for (;;) {
    const some = isOne ? filter : { ...filter, ...between(dates), OrderBy: NEWEST_FIRST };
    const isEnough = (listed: readonly JsonObject[]) => hasPassed([[watched, dates]], listed);
    const listed = await listInstances(client, some, isOne ? {} : { isEnough });
    tries += listed.tries;
    if (!listed.ok) return { ...listed, tries };
    note(watched, dates, listed);
    if (state.isUnderWay(dates) || dates.last >= run.dates.last) break;
    dates = state.window(dayAfter(dates.last));
  }
  watched.isUnclear = false;
  return { ...seenOf(watched), tries };
}

const seenOf = ({ state, requestId }: Watched): SeenRun => ({
  ok: true,
  stage: state.stage(),
  now: state.now(),
  instances: state.instances(),
  requestId,
  tries: 0,
});

function lookOf(seen: SeenRun): Look<SeenRun> {
  const { stage, now } = seen;
  return stage === 'under way' ? { state: 'pending', now } : { state: 'done', value: seen };
}

/** What a look at some dates says of a run: over it is only when nothing behind them can go on. */
function judge(watched: Watched, dates: BusinessDates): Look<SeenRun> {
  const { run, state } = watched;
  if (dates.last >= run.dates.last) return lookOf(seenOf(watched));
  watched.isUnclear = !state.isUnderWay(dates);
  return { state: 'pending', now: state.now() };
}

/** One look for several runs, newest instances first; only those that it found are seen. */
async function lookTogether(
  client: Client,
  plan: LookPlan,
  covered: readonly [Watched, BusinessDates][],
  costs: Map<string, number>,
) {
  const [[{ run }]] = covered as [[Watched, BusinessDates]];
  const listed = await listInstances(
    client,
    {
      ProjectId: run.projectId,
      ProjectEnv: run.projectEnv,
      ...(plan.by === 'node' ? { NodeId: run.nodeId } : { ProgramType: PROGRAM_TYPE }),
      ...between(plan.dates),
      OrderBy: NEWEST_FIRST,
    },
    { mostPages: plan.mostPages, isEnough: (list) => hasPassed(covered, list) },
  );
  if (!listed.ok) return listed;
  const found = covered.filter(
    ([{ state }, dates]) => listed.all || state.isComplete(listed.entries, dates),
  );
  costs.set(plan.name, (listed.tries * covered.length) / found.length);
  const seen = new Map<Watched, Look<SeenRun>>();
  for (const [watched] of covered) watched.isUnclear = true;
  for (const [watched, dates] of found) {
    watched.isUnclear = false;
    note(watched, dates, listed);
    seen.set(watched, judge(watched, dates));
  }
  return { ok: true as const, tries: listed.tries, seen };
}

const wantedOf = ({ run, state }: Watched): Wanted => {
  const dates = state.window();
  return { nodeId: run.nodeId, dates, count: state.countOf(dates) };
};

/** The look of a run that is waited for, together with all others of its workspace. */
function pollFor(client: Client, watched: Watched): Poll<SeenRun> {
  const { projectId, projectEnv } = watched.run;
  return {
    group: `instances ${projectId} ${projectEnv}`,
    subject: watched,
    async ask(subjects: readonly Watched[], costs: Map<string, number>) {
      const unclear = subjects.find(({ isUnclear }) => isUnclear);
      const [first = watched, ...others] = unclear ? [unclear] : subjects;
      const plan = planLook([wantedOf(first), ...others.map(wantedOf)], costs);
      if (plan.by === 'run') {
        const seen = await lookAlone(client, first);
        if (!seen.ok) return seen;
        return { ok: true, tries: seen.tries, seen: new Map([[first, lookOf(seen)]]) };
      }
      const all = [first, ...others];
      const covered = plan.covers.flatMap((index): [Watched, BusinessDates][] => {
        const one = all[index];
        return one ? [[one, one.state.window()]] : [];
      });
      return lookTogether(client, plan, covered, costs);
    },
  } satisfies Poll<SeenRun, Watched>;
}

/** Looks at a run. */
export const lookAtRun = (client: Client, run: Run): Promise<SeenRun | Failure> =>
  lookAlone(client, begin(run));

/** A run whose end is waited for, with all runs of the workspace that the execution waits for. */
export function watchRun(client: Client, run: Run): WatchedRun {
  const watched = begin(run);
  return { poll: pollFor(client, watched), seen: () => seenOf(watched) };
}
