import type { Client } from '../../../alibabaCloud/client/call';
import { textIn } from '../../../alibabaCloud/client/exactJson';
import { isAboutRights, unfit } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { table } from '../../../alibabaCloud/table';
import { actions } from '../../api/dataworks-2020-05-18';
import { bizDate } from '../../businessDates';
import { listIn, PAGE_SIZE } from '../../once/pages';
import {
  datesOf,
  seenBy,
  STAGES,
  timeOf,
  untilBefore,
  type RunKind,
  type RunList,
  type RunPage,
  type RunSource,
  type Watch,
} from '../runSource';
import { readInstance, simpleInstance, stageOf, type InstanceFilter } from './instances';

const DAY_MS = 24 * 60 * 60_000;

/** Runs that failed are few: they are looked for so many days back, so that none is followed. */
const FAILED_DAYS = 7;

/** PageNumber is at most this. Source: the page of ListInstances. */
const MOST_PAGES = 100;

/** DagType; other values are kinds of manual runs. Source: the SDK's model of ListInstances. */
const KINDS = table<RunKind>({ DAILY: 'scheduled', SUPPLY_DATA: 'backfill' });

const STATUS = { succeeded: 'SUCCESS', failed: 'FAILURE' } as const;

const seen = seenBy({
  id: 'InstanceId',
  name: 'NodeName',
  endedAt: 'FinishTime',
  kind: 'DagType',
  kinds: KINDS,
  stageOf,
});

/**
 * ListInstances, by when runs were created, so that a backfill of old dates is among them. Runs that
 * end together were not created together: each look reads all that were created in the days asked for.
 */
export function legacyRuns(client: Client, watch: Watch): RunSource {
  const { projectId, environment, schedulerId, owner, event } = watch;
  const fails = event === 'runFailed';

  async function page(
    PageNumber: number,
    filter: Partial<InstanceFilter>,
    leaves: (createdAt: number) => boolean,
    isLast: (createdAt: (number | undefined)[]) => boolean,
  ): Promise<RunPage | Failure> {
    const outcome = await client.call(actions.ListInstances, {
      ProjectId: projectId,
      ProjectEnv: environment,
      NodeId: schedulerId,
      Owner: owner,
      OrderBy: 'CREATE_TIME_DESC',
      ...filter,
      PageNumber,
      PageSize: PAGE_SIZE,
    });
    if (!outcome.ok) return outcome;
    const listed = listIn(actions.ListInstances, outcome, ['Data', 'Instances']);
    if (!listed.ok) return listed;
    const { entries: instances, total } = listed;
    const created = instances.map(({ CreateTime }) => timeOf(CreateTime));
    const last = isLast(created) || instances.length === 0 || PageNumber * PAGE_SIZE >= total;
    return {
      ok: true,
      runs: instances.map((one, at) => seen(one, leaves(created[at] ?? Infinity))),
      isLast: last,
      isTooLong: !last && PageNumber >= MOST_PAGES,
      serverTime: outcome.serverTime,
      tries: outcome.tries,
    };
  }

  return {
    tooLong: unfit(actions.ListInstances, {
      field: 'Task',
      problem: `is empty, and a business date of this workspace has more than the ${MOST_PAGES * PAGE_SIZE} runs that DataWorks lists`,
      todo: 'Choose a task, or an owner in the filters; or let it start only when a run has failed.',
    }),

    lists(pass, split) {
      const days = fails ? Math.max(watch.businessDates, FAILED_DAYS) : watch.businessDates;
      const Status = fails ? STATUS.failed : undefined;
      if (split) {
        const { dates, leaving } = datesOf(pass, { ...watch, businessDates: days });
        return dates.map((date): RunList => {
          const leaves = leaving.includes(date);
          return {
            name: date,
            page: (number) =>
              page(
                number,
                { Status, Bizdate: bizDate(date) },
                () => leaves,
                () => false,
              ),
          };
        });
      }
      const isLast = untilBefore(Math.min(pass.from, pass.at) - days * DAY_MS);
      const leavesBefore = pass.at - days * DAY_MS;
      return [
        {
          name: 'all',
          page: (number) => page(number, { Status }, (created) => created < leavesBefore, isLast),
        },
      ];
    },

    recent: () =>
      STAGES[event].map((stage) => ({
        name: stage,
        page: (number) =>
          page(
            number,
            { Status: STATUS[stage] },
            () => false,
            () => true,
          ),
      })),

    async follow([first]) {
      const id = first?.id ?? '';
      const read = await readInstance(client, { InstanceId: id, ProjectEnv: environment });
      if (!read.ok && (read.kind !== 'refused' || isAboutRights(read))) return read;
      return {
        ok: true,
        asked: [id],
        runs: read.ok ? [seen(read.instance, true)] : [],
        tries: read.tries,
      };
    },

    async log(id) {
      const outcome = await client.call(actions.GetInstanceLog, {
        InstanceId: id,
        ProjectEnv: environment,
      });
      return outcome.ok ? { ok: true, text: textIn(outcome.body.Data) } : outcome;
    },

    simple: simpleInstance,
  };
}
