import { type JsonObject, numberIn, textIn } from '../../../alibabaCloud/client/exactJson';
import type { Stage } from '../../api/dataworks-2020-05-18/states';
import { PAGE_SIZE } from '../../once/pages';
import { countByStatus } from '../../runWords';
import { stageOf } from './instances';
import { datesFrom, dateBeginningAt, type BusinessDates } from '../../businessDates';

/** What one wait wants to see of its instances in the next look. */
export interface Wanted {
  nodeId: string;
  dates: BusinessDates;
  /** How many instances these are. */
  count: number;
}

/** A look by ListInstances, or by whatever sees one run alone. */
export interface LookPlan {
  by: 'run' | 'node' | 'dates';
  /** The indices of those whom it covers. */
  covers: readonly number[];
  /** The name under which its cost is noted. */
  name: string;
  /** From the first to the last date that is wanted. */
  dates: BusinessDates;
  /** After so many pages it is not worth it. */
  mostPages: number;
}

/** The pages of so many instances, with one behind them that shows that there are no more. */
const pagesOf = (count: number) => Math.ceil((count + 1) / PAGE_SIZE);

/**
 * Which look covers most per call: one run by itself, all runs of its node, or all synchronizations
 * of the dates. What a look really costs depends on how many other instances there are; where it has
 * been tried, that counts.
 * @param wanted the first is covered in any case
 * @param costs in calls, by the name of a look; Infinity: it does not find them
 */
export function planLook(
  wanted: readonly [Wanted, ...Wanted[]],
  costs: ReadonlyMap<string, number>,
): LookPlan {
  const [{ nodeId, dates }] = wanted;
  const plan = (by: LookPlan['by'], name: string, covers: number[]) => {
    const those = covers.map((index) => wanted[index] as Wanted);
    const pages = pagesOf(those.reduce((sum, { count }) => sum + count, 0));
    const firsts = those.map((one) => one.dates.first).sort();
    const lasts = those.map((one) => one.dates.last).sort();
    const calls = by === 'run' ? 1 : (costs.get(name) ?? pages);
    const look: LookPlan = {
      by,
      name,
      covers,
      dates: { first: firsts[0] ?? dates.first, last: lasts.at(-1) ?? dates.last },
      mostPages: 2 * Math.max(pages, Number.isFinite(calls) ? Math.ceil(calls) : 0) + 1,
    };
    return { look, worth: covers.length / calls };
  };
  const all = wanted.map((_, index) => index);
  const ofNode = all.filter((index) => wanted[index]?.nodeId === nodeId);
  const plans = [
    plan('run', 'run', [0]),
    plan('node', `node ${nodeId}`, ofNode),
    plan('dates', 'dates', all),
  ];
  return plans.reduce((one, other) => (other.worth > one.worth ? other : one)).look;
}

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

/** @param dagIds exact, as text; one for each of the dates */
export function createRunState(dates: BusinessDates, dagIds: readonly string[]): RunState {
  const dags = new Set(dagIds);
  const all = datesFrom(dates);
  const byDate = new Map<string, JsonObject[]>();
  const of = (date: string) => byDate.get(date) ?? [];
  const within = ({ first, last }: BusinessDates) =>
    all.filter((date) => date >= first && date <= last);

  const ownOf = (listed: readonly JsonObject[]) =>
    listed.filter(({ DagId }) => dags.has(textIn(DagId)));
  /** An instance without a date that makes sense counts for the first. */
  function dateOf({ Bizdate }: JsonObject): string {
    const date = dateBeginningAt(numberIn(Bizdate));
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
      const begun = new Set(instances.map(({ DagId }) => textIn(DagId)));
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
