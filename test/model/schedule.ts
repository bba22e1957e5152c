import fc from 'fast-check';

import type { Misbehaviour } from '../../emulator';
import type { Fate } from './unreliableNetwork';

/** One item of the workflow: which of the few names and folders its task has. */
export interface ItemPlan {
  name: string;
  /** A ClientToken that the user gives. */
  token?: string;
  /** Asks for the same as the item before it, which makes them one unit of work if both have its token. */
  repeats: boolean;
}

/** What happens between n8n, its user and DataWorks. Times are in ms. */
export type Move =
  /** Retry On Fail, or "Retry execution": the context of the node is kept. */
  | { kind: 'again'; afterMs: number }
  /** The user edits an item's script before "Retry execution". */
  | { kind: 'edit'; item: number }
  /** The next round of an inner loop. */
  | { kind: 'loop' }
  /** A new execution, or two of them at the same time, of one node or of two nodes of the workflow. */
  | { kind: 'fresh'; executions: 1 | 2; areTwoNodes: boolean }
  /** n8n dies during a run; its execution is started anew, and the context is lost. */
  | { kind: 'crash'; duringMs: number }
  /** The user stops a run; the context is kept. */
  | { kind: 'cancel'; duringMs: number }
  /** DataWorks forgets all ClientTokens. */
  | { kind: 'forget' }
  /** A colleague renames every task that n8n has reported. */
  | { kind: 'rename' };

export interface Schedule {
  items: ItemPlan[];
  ifExists: 'fail' | 'reuse' | 'update';
  continuesOnFail: boolean;
  moves: Move[];
  /** What becomes of the requests, in the order of sending; those after the last one fare well. */
  fates: Fate[];
  /** How long DataWorks remembers a ClientToken. */
  tokenLifetimeMs: number;
  /** Whether FileIds are above 2^53. */
  largeIds?: boolean;
  /** How late lists and states show what was done. */
  lagMs?: number;
  seed: number;
}

/** How late what is read is: at once, or 0.5 to 8 s. */
export const lagMs = fc.oneof(fc.constant(0), fc.integer({ min: 500, max: 8_000 }));

export const faults: Misbehaviour[] = [
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'drop-reply' },
  { kind: 'reset', acts: false },
  { kind: 'reset', acts: true },
  { kind: 'delay', ms: 700 },
  { kind: 'delay', ms: 40_000 },
  { kind: 'stall' },
  { kind: 'cut' },
  { kind: 'throttle' },
  { kind: 'throttle', retryAfterMs: 2_500 },
  { kind: 'throttle', retryAfterMs: 300_000 },
  { kind: 'day-quota-spent' },
  { kind: 'error', code: 'InternalError.System', acts: true },
  { kind: 'error', code: 'InternalError.System', acts: false },
  { kind: 'error', code: 'InternalError.DI.Parameter', acts: true },
  { kind: 'error', code: 'Forbidden.DI.NoPrivilege' },
  { kind: 'html', status: 502, acts: true },
  { kind: 'html', status: 502, acts: false },
  { kind: 'html', status: 500, acts: true },
  { kind: 'odd-reply', reply: 'empty', acts: true },
  { kind: 'odd-reply', reply: 'null', acts: true },
  { kind: 'odd-reply', reply: 'list', acts: false },
  { kind: 'odd-reply', reply: 'string', acts: false },
  { kind: 'odd-reply', reply: 'captive-portal', acts: true },
  { kind: 'odd-reply', reply: 'redirect' },
  { kind: 'odd-reply', reply: 'truncated-json' },
  { kind: 'odd-reply', reply: 'bom' },
  { kind: 'odd-reply', reply: 'gzip' },
  { kind: 'expired-token' },
  { kind: 'clock-off', ms: 20 * 60_000 },
  { kind: 'forget-client-tokens' },
];

const fate: fc.Arbitrary<Fate> = fc.record(
  {
    thereMs: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 50 }) },
      // It arrives after the client has given it up.
      { weight: 1, arbitrary: fc.constant(35_000) },
    ),
    backMs: fc.integer({ min: 0, max: 50 }),
    fault: fc.oneof(
      { weight: 1, arbitrary: fc.constant({ kind: 'no connection' as const }) },
      { weight: 12, arbitrary: fc.constantFrom(...faults) },
    ),
  },
  { requiredKeys: ['thereMs', 'backMs'] },
);

const derived: fc.Arbitrary<ItemPlan> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  repeats: fc.constant(false),
});

const given: fc.Arbitrary<ItemPlan> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  token: fc.constantFrom(...[1, 2].map((order) => `one-of-the-tokens-that-users-give:-${order}`)),
  repeats: fc.boolean(),
});

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      afterMs: fc.constantFrom(0, 1_000, 600_000, 90_000_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), item: fc.nat({ max: 1 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fresh' as const),
      executions: fc.constantFrom(1 as const, 2 as const),
      areTwoNodes: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), duringMs: fc.nat({ max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), duringMs: fc.nat({ max: 200 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const) }) },
);

/** Any schedule; the smallest one is one item and no fault. */
const schedulesOf = (item: fc.Arbitrary<ItemPlan>, items: number): fc.Arbitrary<Schedule> =>
  fc.record({
    items: fc.array(item, { minLength: 1, maxLength: items }),
    ifExists: fc.constantFrom('fail', 'reuse', 'update'),
    continuesOnFail: fc.boolean(),
    moves: fc.array(move, { maxLength: 3 }),
    fates: fc.array(fate, { maxLength: 12 }),
    tokenLifetimeMs: fc.constantFrom(86_400_000, 60_000, 100),
    largeIds: fc.boolean(),
    lagMs,
    seed: fc.nat(),
  });

/** All ClientTokens are the node's own. */
export const withDerivedTokens = schedulesOf(derived, 2);
/** Users give some of the tokens, also one to several items. */
export const withGivenTokens = schedulesOf(fc.oneof(given, derived), 3);
