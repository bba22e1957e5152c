import type { Client } from '../../../alibabaCloud/client/call';
import { exactId, textIn } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2024-05-18';
import { beginOfDate } from '../../businessDates';
import type { AwaitedRuns, SeenRun } from '../../flows/ports';
import type { Look, Poll } from '../../once/poll';
import { seenIn } from '../../runWords';
import { failureOfRun, listInstances, movedBy, NAMES, simpleInstance } from './instances';
import { MOST_TASKS, type RunTarget } from './watchRun';

interface Watched {
  taskId: string;
  read: (seen: SeenRun | undefined) => Look<SeenRun>;
}

/** Runs of a task by ListTaskInstances: one look for all tasks of a business date. */
export function awaitedRuns(
  client: Client,
  {
    projectId: ProjectId,
    environment: ProjectEnv,
    timeZone,
    taskId,
    secrets,
  }: RunTarget & { secrets: readonly string[] },
): AwaitedRuns {
  const action = actions.CreateWorkflowInstances;
  return {
    action,
    unit: { wait: taskId, ProjectId, ProjectEnv },
    watch(date, read) {
      const Bizdate = beginOfDate(timeZone, date);
      const watched: Watched = { taskId, read };
      return {
        group: `runs ${ProjectId} ${ProjectEnv} ${Bizdate}`,
        subject: watched,
        async ask(subjects: readonly Watched[]) {
          const ids = [...new Set(subjects.map((one) => one.taskId))].slice(0, MOST_TASKS);
          const tasks = ids.length === 1 ? { TaskId: ids[0] } : { TaskIds: ids.map(exactId) };
          const listed = await listInstances(client, { ProjectId, ProjectEnv, Bizdate, ...tasks });
          if (!listed.ok) return listed;
          const seen = new Map<Watched, Look<SeenRun>>();
          for (const one of subjects.filter((each) => ids.includes(each.taskId))) {
            const own = listed.entries.filter(({ TaskId }) => textIn(TaskId) === one.taskId);
            seen.set(one, one.read(seenIn(NAMES, own, listed.requestId)));
          }
          return { ok: true, tries: listed.tries, seen };
        },
      } satisfies Poll<SeenRun, Watched>;
    },
    failureOf: failureOfRun(client, { begunBy: action, secrets }),
    named: { TaskId: exactId(taskId) },
    simple: simpleInstance,
    moved: movedBy(client),
  };
}
