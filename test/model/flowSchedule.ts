import fc from 'fast-check';

import type { Misbehaviour } from '../../emulator';
import { faults, lagMs } from './schedule';
import type { Fate } from './unreliableNetwork';

/** What each item does; `runRange` is a run for five dates. */
export const flowKinds = [
  'update',
  'deploy',
  'run',
  'runRange',
  'rerun',
  'delete',
  'bringLive',
] as const;
export type FlowKind = (typeof flowKinds)[number];

/** What n8n and its user do between two calls of the node. Times are in ms. */
export type FlowMove =
  /** Retry On Fail, or "Retry execution": the context of the node is kept. */
  | { kind: 'again'; afterMs: number }
  /** The next round of a loop, such as one from the error output back to the node. */
  | { kind: 'loop'; afterMs: number }
  /** The user edits an item's parameters before "Retry execution". */
  | { kind: 'edit' }
  /** The user stops a run; the context is kept. */
  | { kind: 'cancel'; duringMs: number };

export interface FlowSchedule {
  flow: FlowKind;
  items: 1 | 2;
  /** Whether the items ask for the same, where that can be. */
  areEqual: boolean;
  /** Executions at the same time, of one workflow or of two nodes. */
  executions: 1 | 2;
  moves: FlowMove[];
  /** What becomes of the requests, in the order of sending; those after the last one fare well. */
  fates: Fate[];
  /** From the first write of a call of the node on, every read fails for so long. */
  readsFailMs: number;
  lagMs: number;
  /** How much later the instances of each further business date are listed. */
  dateMs: number;
  seed: number;
}

/** Faults of a write that has no ClientToken, which matter most, more often. */
const lost: Misbehaviour[] = [
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'reset', acts: true },
  { kind: 'html', status: 502, acts: false },
  { kind: 'html', status: 502, acts: true },
];

const fate: fc.Arbitrary<Fate> = fc.record(
  {
    thereMs: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 0, max: 50 }) },
      // It arrives after the client has given it up.
      { weight: 1, arbitrary: fc.constant(35_000) },
    ),
    backMs: fc.integer({ min: 0, max: 50 }),
    fault: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...lost) },
      { weight: 2, arbitrary: fc.constantFrom(...faults) },
    ),
  },
  { requiredKeys: ['thereMs', 'backMs'] },
);

const afterMs = fc.constantFrom(0, 1_000, 5_000, 600_000);

const move: fc.Arbitrary<FlowMove> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('again' as const), afterMs }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('loop' as const), afterMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      duringMs: fc.nat({ max: 20_000 }),
    }),
  },
);

/** Any schedule of one flow; the smallest one is one item and no fault. */
export const flowSchedules = (flow: fc.Arbitrary<FlowKind>): fc.Arbitrary<FlowSchedule> =>
  fc.record({
    flow,
    items: fc.constantFrom(1 as const, 2 as const),
    areEqual: fc.boolean(),
    executions: fc.constantFrom(1 as const, 2 as const),
    moves: fc.array(move, { maxLength: 3 }),
    fates: fc.array(fate, { maxLength: 12 }),
    readsFailMs: fc.constantFrom(0, 0, 0, 11_000, 40_000),
    lagMs,
    dateMs: fc.constantFrom(0, 0, 4_000),
    seed: fc.nat(),
  });
