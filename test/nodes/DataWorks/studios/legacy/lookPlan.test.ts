import fc from 'fast-check';

import { planLook, type Wanted } from '../../../../../nodes/DataWorks/studios/legacy/runLooks';

const date = (day: number) => `2026-01-${String(day).padStart(2, '0')}`;
const run = (nodeId: string, day = 1, count = 1, last = day): Wanted => ({
  nodeId,
  dates: { first: date(day), last: date(last) },
  count,
});
const many = (count: number, of: (index: number) => Wanted) =>
  Array.from({ length: count }, (_, index) => of(index)) as [Wanted, ...Wanted[]];
const NOTHING = new Map<string, number>();

describe('the look that covers most per call', () => {
  it('is that of the run itself when it is alone', () => {
    expect(planLook([run('1')], NOTHING)).toMatchObject({ by: 'run', covers: [0] });
  });

  it('is by node for many dates of one node', () => {
    const plan = planLook(
      many(30, (index) => run('1', 1 + (index % 28))),
      NOTHING,
    );
    expect(plan).toMatchObject({ by: 'node', dates: { first: date(1), last: date(28) } });
    expect(plan.covers).toHaveLength(30);
  });

  it('is by date for one date of many nodes', () => {
    const plan = planLook(
      many(100, (index) => run(String(index))),
      NOTHING,
    );
    expect(plan).toMatchObject({ by: 'dates', dates: { first: date(1), last: date(1) } });
    expect(plan.covers).toHaveLength(100);
  });

  it('is another when that one has cost more than it covers, or has found nothing', () => {
    const wanted = many(5, (index) => run(String(index)));
    for (const cost of [6, Infinity]) {
      expect(planLook(wanted, new Map([['dates', cost]])).by).toBe('run');
    }
    expect(planLook(wanted, new Map([['dates', 4]])).by).toBe('dates');
  });

  const wanted = fc
    .record({
      nodeId: fc.constantFrom('1', '2', '3'),
      first: fc.integer({ min: 1, max: 28 }),
      length: fc.integer({ min: 0, max: 20 }),
      count: fc.integer({ min: 1, max: 500 }),
    })
    .map(({ nodeId, first, length, count }) =>
      run(nodeId, first, count, Math.min(28, first + length)),
    );

  it('covers the first, and has all dates of those whom it covers', () => {
    fc.assert(
      fc.property(fc.array(wanted, { minLength: 1, maxLength: 50 }), (all) => {
        const plan = planLook(all as [Wanted, ...Wanted[]], NOTHING);
        expect(plan.covers).toContain(0);
        for (const index of plan.covers) {
          const { nodeId, dates } = all[index]!;
          expect(plan.dates.first <= dates.first && dates.last <= plan.dates.last).toBe(true);
          if (plan.by !== 'dates') expect(nodeId).toBe(all[0]!.nodeId);
        }
      }),
      { seed: 11 },
    );
  });
});
