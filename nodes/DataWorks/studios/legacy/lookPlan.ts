import type { BusinessDates } from '../../flows/ports';

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

/** The most that ListInstances gives at once. */
export const PAGE_SIZE = 100;

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
