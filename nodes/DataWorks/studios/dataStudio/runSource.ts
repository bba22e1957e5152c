import type { Client } from '../../../alibabaCloud/client/call';
import { exactId, textIn } from '../../../alibabaCloud/client/exactJson';
import { damagedReply } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { table } from '../../../alibabaCloud/table';
import { actions } from '../../api/dataworks-2024-05-18';
import { beginOfDate } from '../../businessDates';
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
import { simpleInstance, stageOf, type InstanceFilter } from './instances';

/** WorkflowInstanceType; other values are kinds of manual runs. */
const KINDS = table<RunKind>({ Normal: 'scheduled', SupplementData: 'backfill' });
const TYPES = { scheduled: 'Normal', backfill: 'SupplementData', manual: undefined } as const;

const STATUS = { succeeded: 'Success', failed: 'Failure' } as const;

/** No list of DataWorks has more. */
const MOST_PAGES = 1_000;

/** States under way that a list can be filtered by. */
const UNDER_WAY = ['Running', 'WaitResource'];

const seen = seenBy({
  id: 'Id',
  name: 'TaskName',
  endedAt: 'FinishedTime',
  kind: 'WorkflowInstanceType',
  kinds: KINDS,
  stageOf,
});

/**
 * ListTaskInstances, which wants a business date, by when runs ended: a look reads what has ended
 * since the last one. A date that leaves the window is asked for what is under way.
 */
export function studioRuns(client: Client, watch: Watch): RunSource {
  const { projectId, environment, schedulerId, owner, kinds, event, timeZone } = watch;
  const [kind, ...others] = kinds;

  async function page(
    PageNumber: number,
    filter: Partial<InstanceFilter> & Pick<InstanceFilter, 'Bizdate'>,
    leaves: boolean,
    isLast: (endedAt: (number | undefined)[]) => boolean,
    isTooLong: (endedAt: (number | undefined)[]) => boolean,
  ): Promise<RunPage | Failure> {
    const outcome = await client.call(actions.ListTaskInstances, {
      ProjectId: projectId,
      ProjectEnv: environment === 'PROD' ? 'Prod' : 'Dev',
      TaskId: schedulerId,
      Owner: owner,
      WorkflowInstanceType: kind && others.length === 0 ? TYPES[kind] : undefined,
      SortBy: 'FinishedTime Desc',
      ...filter,
      PageNumber,
      PageSize: PAGE_SIZE,
    });
    if (!outcome.ok) return outcome;
    const listed = listIn(actions.ListTaskInstances, outcome, ['PagingInfo', 'TaskInstances']);
    if (!listed.ok) return listed;
    const { entries: instances, total } = listed;
    const endedAt = instances.map(({ FinishedTime }) => timeOf(FinishedTime));
    const last = isLast(endedAt) || instances.length === 0 || PageNumber * PAGE_SIZE >= total;
    return {
      ok: true,
      runs: instances.map((one) => seen(one, leaves)),
      isLast: last,
      isTooLong: !last && (PageNumber >= MOST_PAGES || isTooLong(endedAt)),
      serverTime: outcome.serverTime,
      tries: outcome.tries,
    };
  }

  const onePage = [() => true, () => false] as const;

  /** The runs of a business date, those of one state where it is given. */
  function ofDate(date: string, from: number, Status?: string, leaves = false): RunList {
    const isLast = untilBefore(from);
    const filter = { Bizdate: beginOfDate(timeZone, date), Status };
    return {
      name: [date, Status].filter(Boolean).join(' '),
      // Ended runs stand behind all those that have not ended, or there are none.
      page: (number) =>
        page(number, filter, leaves, isLast, (times) => !Status && !times.some(Boolean)),
    };
  }

  /** Where one state is wanted, the list is of that alone. */
  const [wanted, ...more] = STAGES[event];
  const wantedStatus = more.length === 0 ? STATUS[wanted] : undefined;

  return {
    tooLong: damagedReply(actions.ListTaskInstances, 'The list has no end', {}),

    lists(pass, split) {
      const { dates, leaving } = datesOf(pass, watch);
      // First what is under way: what ends meanwhile is then among the ends.
      return [
        ...leaving.flatMap((date) => UNDER_WAY.map((status) => ofDate(date, 0, status, true))),
        ...dates.flatMap((date) =>
          (split ? STAGES[event].map((stage) => STATUS[stage]) : [wantedStatus]).map((status) =>
            ofDate(date, pass.from, status, leaving.includes(date)),
          ),
        ),
      ];
    },

    recent: (at) =>
      datesOf({ at, from: at }, watch).dates.flatMap((date) =>
        STAGES[event].map((stage) => ofDate(date, Infinity, STATUS[stage])),
      ),

    async follow(followed) {
      const Bizdate = followed[0]?.bizdate ?? 0;
      const asked = followed.filter(({ bizdate }) => bizdate === Bizdate).map(({ id }) => id);
      const filter = { Bizdate, Ids: asked.map(exactId) };
      const read = await page(1, filter, true, ...onePage);
      return read.ok ? { ok: true, asked, runs: read.runs, tries: read.tries } : read;
    },

    async log(id) {
      const outcome = await client.call(actions.GetTaskInstanceLog, { Id: id });
      return outcome.ok ? { ok: true, text: textIn(outcome.body.TaskInstanceLog) } : outcome;
    },

    simple: simpleInstance,
  };
}
