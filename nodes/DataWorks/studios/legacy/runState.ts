import type { Stage } from '../../api/dataworks-2020-05-18/states';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { dateBeginningAt, datesFrom } from './instanceDates';
import type { BusinessDates } from '../../flows/ports';
import { PAGE_SIZE } from './lookPlan';
import { stageOf } from './instances';

/** What looks have seen of a run so far. Pure: it is told what was seen. */
export interface RunState {
  /** All that is known, oldest business date first. */
  instances(): JsonObject[];
  /**
   * The dates that are to be looked at next: from one on, or from the first that has not succeeded, as
   * many as fit on a page; at first just that one, as a date may have hundreds of instances. Those
   * behind begin only when these have ended, or beside them.
   */
  window(from?: string): BusinessDates;
  /** How many instances the run has on dates, as far as that is known: at least one for each. */
  countOf(dates: BusinessDates): number;
  /** Those of a list that belong to the run. */
  ownOf(listed: readonly JsonObject[]): JsonObject[];
  /** Whether a list has all instances that the run is known to have on the dates. */
  isComplete(listed: readonly JsonObject[], dates: BusinessDates): boolean;
  /** Whether it is known how many instances each of the dates has. */
  isCounted(dates: BusinessDates): boolean;
  /** Takes a list of the instances of these dates. */
  take(listed: readonly JsonObject[], dates: BusinessDates): void;
  /** Whether something of these dates is under way. */
  isUnderWay(dates: BusinessDates): boolean;
  /** What the run is, by all that is known. */
  stage(): Stage;
  /** The statuses and how many instances have each, e.g. "2 RUNNING, 1 NOT_RUN". */
  now(): string;
}

function countByStatus(instances: readonly JsonObject[]): string {
  const counts = new Map<string, number>();
  for (const { Status } of instances) {
    const status = cleanServerText(String(Status));
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

/** @param dagIds exact, as text; one for each of the dates */
export function createRunState(dates: BusinessDates, dagIds: readonly string[]): RunState {
  const dags = new Set(dagIds);
  const all = datesFrom(dates);
  const byDate = new Map<string, JsonObject[]>();
  const of = (date: string) => byDate.get(date) ?? [];
  const within = ({ first, last }: BusinessDates) =>
    all.filter((date) => date >= first && date <= last);

  const ownOf = (listed: readonly JsonObject[]) =>
    listed.filter(({ DagId }) => dags.has(String(DagId)));
  /** An instance without a date that makes sense counts for the first. */
  function dateOf({ Bizdate }: JsonObject): string {
    const date = dateBeginningAt(Number(Bizdate));
    return date !== undefined && date >= dates.first && date <= dates.last ? date : dates.first;
  }
  function grouped(listed: readonly JsonObject[]): Map<string, JsonObject[]> {
    const groups = new Map<string, JsonObject[]>();
    for (const one of ownOf(listed)) {
      const date = dateOf(one);
      groups.set(date, [...(groups.get(date) ?? []), one]);
    }
    return groups;
  }
  const hasSucceeded = (date: string) =>
    of(date).length > 0 && of(date).every((one) => stageOf(one) === 'succeeded');

  const state: RunState = {
    ownOf,
    instances: () => all.flatMap(of),
    countOf: (some) => within(some).reduce((sum, date) => sum + Math.max(1, of(date).length), 0),
    isCounted: (some) => within(some).every((date) => of(date).length > 0),

    window(from) {
      const first = from ?? all.find((date) => !hasSucceeded(date)) ?? dates.last;
      const perDate = Math.max(0, ...[...byDate.values()].map(({ length }) => length));
      const fitting = perDate === 0 ? 1 : Math.max(1, Math.floor((PAGE_SIZE - 1) / perDate));
      const begin = all.indexOf(first);
      return { first, last: all[Math.min(begin + fitting, all.length) - 1] ?? dates.last };
    },

    isComplete(listed, some) {
      const groups = grouped(listed);
      return within(some).every(
        (date) => (groups.get(date) ?? []).length >= Math.max(1, of(date).length),
      );
    },

    take(listed, some) {
      const groups = grouped(listed);
      for (const date of within(some)) byDate.set(date, groups.get(date) ?? []);
    },

    isUnderWay: (some) =>
      within(some).some((date) => of(date).some((one) => stageOf(one) === 'under way')),

    stage() {
      const instances = state.instances();
      const stages = new Set(instances.map(stageOf));
      // Where one has failed, those that wait for it never begin.
      if (stages.has('failed')) return stages.has('under way') ? 'under way' : 'failed';
      const begun = new Set(instances.map(({ DagId }) => String(DagId)));
      const succeeded = stages.size === 1 && stages.has('succeeded');
      return succeeded && dagIds.every((dagId) => begun.has(dagId)) ? 'succeeded' : 'under way';
    },

    now() {
      const instances = state.instances();
      return instances.length === 0 ? 'not begun' : countByStatus(instances);
    },
  };
  return state;
}
