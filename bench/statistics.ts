import { median } from 'simple-statistics';

/**
 * The median of what `a` is more than `b`, pair by pair: what was taken in one round had the same
 * machine, so its noise falls out.
 */
export const medianDifference = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((one, index) => one - b[index]!));

/** The median of `a` divided by `b`, pair by pair. */
export const medianRatio = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((one, index) => one / b[index]!));
