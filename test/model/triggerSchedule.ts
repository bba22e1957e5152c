import fc from 'fast-check';

import { DAY, HOUR, MINUTE, type Attempt, type Studio, type TrueRun } from './runLists';

/** When the trigger is published: 21:30 in China, so that the first night comes soon. */
export const BEGIN = Date.UTC(2026, 2, 1, 13, 30);
export const SPAN = 40 * HOUR;

/** What happens to n8n. `at` is counted from the beginning; times in ms. */
export type N8nMove =
  | { kind: 'restart' | 'republish' | 'lost' | 'doubled'; at: number }
  | { kind: 'down'; at: number; forMs: number };

export interface TriggerSchedule {
  studio: Studio;
  event: 'runEnded' | 'runFailed' | 'runSucceeded';
  durable: boolean;
  unfinished: 'first' | 'last';
  runs: TrueRun[];
  moves: N8nMove[];
  /** Of 100 requests. */
  failing: number;
  callMs: number;
  budgetMs: number;
  seed: number;
}

const CHINA = 8 * HOUR;
/** Midnight in China before a moment. */
export const midnight = (at: number) => Math.floor((at + CHINA) / DAY) * DAY - CHINA;

const minutes = (min: number, max: number) => fc.integer({ min, max }).map((n) => n * MINUTE);
const stage = fc.constantFrom<Attempt['stage']>('succeeded', 'failed');

const attempt = fc.record({
  /** After the end of the one before, or after the run is due. */
  afterMs: minutes(1, 90),
  runMs: fc.oneof(
    { weight: 6, arbitrary: minutes(1, 60) },
    { weight: 1, arbitrary: minutes(60, 30 * 60) },
  ),
  stage,
});

const run = fc
  .record({
    dueAt: minutes(-3 * 60, SPAN / MINUTE - 3 * 60),
    attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
    lateMs: fc.oneof(fc.constant(0), minutes(0, 45)),
  })
  .map(({ dueAt, attempts, lateMs }): Omit<TrueRun, 'id'> => {
    let at = BEGIN + dueAt;
    const bizdate = midnight(at) - DAY;
    const createdAt = midnight(at) - HOUR / 2;
    return {
      bizdate,
      createdAt,
      lateMs,
      attempts: attempts.map(({ afterMs, runMs, stage }) => {
        const startedAt = at + afterMs;
        at = startedAt + runMs;
        return { startedAt, endedAt: at, stage };
      }),
    };
  });

/** So many that end in one minute. */
const burst = fc
  .record({
    count: fc.integer({ min: 100, max: 3_000 }),
    at: minutes(30, SPAN / MINUTE - 180),
    stage,
  })
  .map(({ count, at, stage }) =>
    Array.from({ length: count }, (_, number): Omit<TrueRun, 'id'> => {
      const startedAt = BEGIN + at - 5 * MINUTE;
      const endedAt = BEGIN + at + (number % 60) * 1_000;
      return {
        bizdate: midnight(startedAt) - DAY,
        createdAt: midnight(startedAt) - HOUR / 2,
        lateMs: 0,
        attempts: [{ startedAt, endedAt, stage }],
      };
    }),
  );

/** A workspace with so many runs a day, most of which end at night. */
const crowd = (aDay: number): Omit<TrueRun, 'id'>[] =>
  [-2, -1, 0, 1].flatMap((day) =>
    Array.from({ length: aDay }, (_, number) => {
      const due = midnight(BEGIN) + day * DAY + (number / aDay) * 6 * HOUR;
      const startedAt = Math.floor(due);
      return {
        bizdate: midnight(due) - DAY,
        createdAt: midnight(due) - HOUR / 2,
        lateMs: 0,
        attempts: [
          {
            startedAt,
            endedAt: startedAt + 10 * MINUTE,
            stage: number % 50 === 0 ? ('failed' as const) : ('succeeded' as const),
          },
        ],
      };
    }),
  );

const at = minutes(20, SPAN / MINUTE - 60);
const move: fc.Arbitrary<N8nMove> = fc.oneof(
  fc.record({ kind: fc.constantFrom('restart', 'republish', 'lost', 'doubled'), at }),
  fc.record({ kind: fc.constant('down' as const), at, forMs: minutes(10, 5 * 60) }),
);

export const triggerSchedule: fc.Arbitrary<TriggerSchedule> = fc
  .record({
    studio: fc.constantFrom<Studio>('legacy', 'dataStudio'),
    event: fc.constantFrom<TriggerSchedule['event']>('runEnded', 'runFailed', 'runSucceeded'),
    durable: fc.boolean(),
    unfinished: fc.constantFrom('first', 'last'),
    runs: fc.array(run, { maxLength: 20 }),
    burst: fc.option(burst, { freq: 4, nil: [] }),
    aDay: fc.oneof(
      { weight: 40, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.constant(300) },
      { weight: 1, arbitrary: fc.constant(8_000) },
    ),
    moves: fc.array(move, { maxLength: 8 }),
    failing: fc.constantFrom(0, 0, 2, 10),
    callMs: fc.constantFrom(50, 300, 2_000),
    budgetMs: fc.constantFrom(60_000, 240_000, 300_000),
    seed: fc.nat(),
  })
  .map(({ runs, burst, aDay, moves, ...rest }) => ({
    ...rest,
    moves: moves.sort((one, other) => one.at - other.at),
    runs: [...runs, ...burst, ...crowd(aDay)].map((one, id) => ({ id: 1_000_000 + id, ...one })),
  }));
