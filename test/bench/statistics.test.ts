import fc from 'fast-check';

import { median, medianDifference, medianRatio, quantile } from '../../bench/statistics';

describe('the statistics of the benchmark', () => {
  it('takes the middle, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
    expect(median([2])).toBe(2);
  });

  it('interpolates between samples', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 1)).toBe(3);
  });

  it('compares round by round, so that what slows a whole round down falls out', () => {
    const slow = [1, 1, 50, 1, 9];
    const a = slow.map((factor) => 3 * factor);
    const b = slow.map((factor) => 2 * factor);
    expect(medianRatio(a, b)).toBe(1.5);
    const added = b.map((one) => one + 7);
    expect(medianDifference(added, b)).toBe(7);
  });

  it('has a median that half of the samples are on either side of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (samples) => {
        const middle = median(samples);
        const half = samples.length / 2;
        expect(samples.filter((one) => one <= middle).length).toBeGreaterThanOrEqual(half);
        expect(samples.filter((one) => one >= middle).length).toBeGreaterThanOrEqual(half);
      }),
    );
  });

  it('refuses to make something of nothing', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
