import type { Client } from '../../../alibabaCloud/client/call';
import { exactId, numberIn, textIn } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2020-05-18';
import { dateBeginningAt } from '../../businessDates';
import type { AwaitedRuns, SeenRun } from '../../flows/ports';
import type { Look, Poll } from '../../once/poll';
import { seenIn } from '../../runWords';
import {
  failureOfRun,
  listInstances,
  movedBy,
  NAMES,
  simpleInstance,
  type ProjectEnv,
} from './instances';
import { planLook, type Wanted } from './runLooks';
import { between, NEWEST_FIRST, PROGRAM_TYPE, type RunTarget } from './watchRun';

/** A task that is looked at, with how many instances it was seen to have. */
interface Watched extends Wanted {
  read: (seen: SeenRun | undefined) => Look<SeenRun>;
}

/** Runs of a task's node by ListInstances: one look for all tasks that it covers, page by page. */
export function awaitedRuns(
  client: Client,
  { projectId, nodeId, secrets, projectEnv }: RunTarget & { projectEnv: ProjectEnv },
): AwaitedRuns {
  const action = actions.RunCycleDagNodes;
  const list = (filter: object, mostPages?: number) =>
    listInstances(
      client,
      { ProjectId: projectId, ProjectEnv: projectEnv, OrderBy: NEWEST_FIRST, ...filter },
      mostPages === undefined ? {} : { mostPages },
    );
  const alone = ({ nodeId: NodeId, dates }: Wanted) => list({ NodeId, ...between(dates) });

  return {
    action,
    unit: { wait: nodeId, projectId, projectEnv },
    watch(date, read) {
      const watched: Watched = { nodeId, dates: { first: date, last: date }, count: 1, read };
      return {
        group: `runs ${projectId} ${projectEnv}`,
        subject: watched,
        async ask([first = watched, ...others]: readonly Watched[], costs: Map<string, number>) {
          const all = [first, ...others];
          const plan = planLook([first, ...others], costs);
          const { by, dates, mostPages } = plan;
          let covers = by === 'run' ? [first] : plan.covers.flatMap((at) => all[at] ?? []);
          let listed =
            by === 'run'
              ? await alone(first)
              : await list(
                  {
                    ...(by === 'node' ? { NodeId: first.nodeId } : { ProgramType: PROGRAM_TYPE }),
                    ...between(dates),
                  },
                  mostPages,
                );
          if (!listed.ok) return listed;
          let { tries } = listed;
          if (by !== 'run') costs.set(plan.name, listed.all ? tries : Infinity);
          if (!listed.all) {
            covers = [first];
            listed = await alone(first);
            tries += listed.tries;
            if (!listed.ok) return { ...listed, tries };
          }
          const { entries, requestId } = listed;
          const seen = new Map<Watched, Look<SeenRun>>();
          for (const one of covers) {
            const own = entries.filter(
              ({ NodeId, Bizdate }) =>
                textIn(NodeId) === one.nodeId &&
                dateBeginningAt(numberIn(Bizdate)) === one.dates.first,
            );
            one.count = Math.max(1, own.length);
            seen.set(one, one.read(seenIn(NAMES, own, requestId)));
          }
          return { ok: true, tries, seen };
        },
      } satisfies Poll<SeenRun, Watched>;
    },
    failureOf: failureOfRun(client, { projectEnv, begunBy: action, secrets }),
    named: { Success: true, NodeId: exactId(nodeId) },
    simple: simpleInstance,
    moved: movedBy(client, projectEnv),
  };
}
