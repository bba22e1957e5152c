/**
 * A value below which a part of the samples lies, between two samples in proportion.
 * @param part from 0 to 1
 * @throws RangeError without samples
 */
export function quantile(samples: readonly number[], part: number): number {
  if (samples.length === 0) throw new RangeError('There are no samples.');
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle of the samples: what a machine's other work disturbs least. */
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/**
 * The median of what `a` is more than `b`, pair by pair: what was taken in one round had the same
 * machine, so its noise falls out.
 */
export const medianDifference = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((one, index) => one - b[index]!));

/** The median of `a` divided by `b`, pair by pair. */
export const medianRatio = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((one, index) => one / b[index]!));
