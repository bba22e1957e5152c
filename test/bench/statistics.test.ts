import { medianDifference, medianRatio } from '../../bench/statistics';

describe('the statistics of the benchmark', () => {
  it('compares round by round, so that what slows a whole round down falls out', () => {
    const slow = [1, 1, 50, 1, 9];
    const a = slow.map((factor) => 3 * factor);
    const b = slow.map((factor) => 2 * factor);
    expect(medianRatio(a, b)).toBe(1.5);
    const added = b.map((one) => one + 7);
    expect(medianDifference(added, b)).toBe(7);
  });
});
