import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { median } from 'simple-statistics';

import { startBatchTasks, type BatchTasks } from '../../test/engine/batchTasks';
import { packageRoot } from '../../test/engine/harness/builtPackage';
import type { Figure, Part, Value } from '../figure';
import { weigh } from '../parkedWait';
import { progress } from '../progress';
import { looksOf, tasksToRun, waitingRun, type Way } from '../../test/engine/waitingRuns';
import { RUNS_A_NIGHT, takeTrigger } from './trigger';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The week ends before the longest Wait at Most does. */
const LENGTHS = [
  { name: 'an hour', ms: HOUR },
  { name: 'a night of 8 h', ms: 8 * HOUR },
  { name: 'a week', ms: 7 * 24 * HOUR - 10 * MINUTE },
];
const MOST_CALLS_IN_AN_HOUR = 70;
/** Of the mean: a look takes its calls' time apart, which is a virtual one. */
const MOST_SLOTS = 0.001;
/** What n8n's engine keeps of any execution that went by. */
const MOST_HEAP_KB = 64;
/** Of those whose calls are counted, and of those that are weighed. */
const ITEMS = 10;
const WEIGHED = [10, 200] as const;
const UNCOMPILED = ['opt', 'sparkplug', 'flush-bytecode'];
const WEIGHINGS = 3;
const WAYS: readonly Way[] = ['hold', 'park'];

type Execute = (this: object) => Promise<unknown>;

/** Counts what of the node is executed. */
interface Slots {
  /** Executions that have not ended. */
  pending: number;
  /** For how long there were some, in ms of the virtual clock, one after the other. */
  heldMs: number;
}

/** Looks at every execution of the built node, whoever made it. */
function countSlots(now: () => number): Slots {
  const slots: Slots = { pending: 0, heldMs: 0 };
  const file = join(packageRoot, 'dist/nodes/DataWorks/DataWorks.node.js');
  const { DataWorks } = createRequire(__filename)(file) as {
    DataWorks: { prototype: { execute: Execute } };
  };
  const { execute } = DataWorks.prototype;
  DataWorks.prototype.execute = async function (this: object) {
    const begun = now();
    slots.pending += 1;
    try {
      return await execute.call(this);
    } finally {
      slots.pending -= 1;
      slots.heldMs += now() - begun;
    }
  };
  return slots;
}

interface Taken {
  /** In the first hour, and in all. */
  hour: number;
  calls: number;
  /** How long it took, in ms. */
  ms: number;
  /** From the last run's end until the output is there. */
  lagMs: number;
  /** Executions of the node, in the mean over the wait. */
  slots: number;
  /** What n8n stores of the looks. */
  storedBytes: number;
}

/** Runs that all end after the same time. */
async function take(tasks: BatchTasks, slots: Slots, way: Way, runMs: number): Promise<Taken> {
  tasks.reset();
  const items = tasksToRun(tasks, new Array<number>(ITEMS).fill(runMs));
  const begin = tasks.clock().now();
  slots.heldMs = 0;
  const { result, parking } = tasks.engine.start({ items, parameters: waitingRun(way) });
  const { error, output } = await result;
  if (error || output[0]?.length !== ITEMS) throw new Error(`${way}: ${error?.message}`);
  const calls = looksOf(tasks);
  const ms = tasks.clock().now() - begin;
  return {
    hour: calls.filter(({ at }) => at <= begin + HOUR).length,
    calls: calls.length,
    ms,
    lagMs: ms - runMs,
    slots: slots.heldMs / ms,
    storedBytes: parking.code() ? parking.stored().length : 0,
  };
}

const isCheap = ({ hour, calls, ms }: Taken) =>
  hour <= MOST_CALLS_IN_AN_HOUR && calls <= Math.ceil((MOST_CALLS_IN_AN_HOUR * ms) / HOUR);

const kB = (bytes: number) => bytes / 1_000;

/** What a wait holds in the process of n8n. */
async function memory(tasks: BatchTasks, slots: Slots): Promise<Figure> {
  // Compiled code is on the heap too: it is neither made nor dropped while waits are weighed.
  for (const flag of UNCOMPILED) setFlagsFromString(`--no-${flag}`);
  const heap = { hold: new Map<number, number>(), park: new Map<number, number>() };
  let pending = 0;
  for (const way of WAYS) {
    for (const count of [WEIGHED[1], ...WEIGHED]) {
      progress(`parked: weighing ${way} with ${count} items`);
      const all: number[] = [];
      for (let n = 0; n < WEIGHINGS; n++) {
        const taken = await weigh(tasks, way, count, () => slots.pending);
        if (way === 'park') pending = Math.max(pending, taken.pending);
        else if (taken.pending !== 1) throw new Error('Nothing was held.');
        all.push(taken.bytes);
      }
      // Those of the first round are overwritten.
      heap[way].set(count, median(all));
    }
  }
  for (const flag of UNCOMPILED) setFlagsFromString(`--${flag}`);
  const values = (way: Way, of: string): Value[] =>
    WEIGHED.map((count) => ({
      of: `${of}heap, ${count} items`,
      value: kB(heap[way].get(count)!),
      unit: 'kB',
    }));
  const most = kB(Math.max(...heap.park.values()));
  return {
    name: 'A parked wait: memory and workers',
    measured: [...values('park', ''), { of: 'executions of the node', value: pending, unit: '' }],
    beside: [
      ...values('hold', 'Hold: '),
      { of: 'Hold: executions of the node', value: 1, unit: '' },
    ],
    limit: '0: n8n keeps the wait in its database',
    toReach: `0 executions; heap ≤ ${MOST_HEAP_KB} kB however many items, which n8n's engine keeps of its own`,
    reached: pending === 0 && most <= MOST_HEAP_KB,
    how: `Live heap after a forced collection while the runs are waited for, above that before, of n8n's engine with the built node and without V8's compilers; medians of ${WEIGHINGS}, after as many to warm up. What n8n stores of the parked executions is in files, and the engine has let go of it, as n8n's does. The emulator forgets the runs before both weighings.`,
  };
}

/** What waits of an hour, a night and a week cost. */
export async function measure(): Promise<Part> {
  const tasks = await startBatchTasks();
  try {
    tasks.reset();
    const slots = countSlots(() => tasks.clock().now());
    const figures: Figure[] = [await memory(tasks, slots)];
    for (const { name, ms } of LENGTHS) {
      progress(`parked: ${name}`);
      const hold = await take(tasks, slots, 'hold', ms);
      const park = await take(tasks, slots, 'park', ms);
      const trigger = await takeTrigger('legacy', ms);
      const values = (of: string, taken: Taken): Value[] => [
        { of: `${of}: calls`, value: taken.calls, unit: '' },
        { of: `${of}: slots held, in the mean`, value: taken.slots, unit: '' },
        { of: `${of}: end seen after`, value: taken.lagMs / 1_000, unit: 's' },
      ];
      figures.push({
        name: `Waiting for ${name}, parked`,
        measured: [
          ...values('Park', park),
          { of: 'Park: stored by n8n', value: kB(park.storedBytes), unit: 'kB' },
          { of: 'the trigger: calls', value: trigger.calls, unit: '' },
          { of: 'the trigger: slots held, in the mean', value: trigger.pollingMs / ms, unit: '' },
        ],
        beside: [
          ...values('Hold', hold),
          { of: 'a poll every 5 s: calls', value: Math.floor(ms / 5_000), unit: '' },
          {
            of: "n8n's default for a trigger, each minute: calls",
            value: Math.floor(ms / MINUTE),
            unit: '',
          },
        ],
        limit: '1 call and no slot: a server that tells by itself, which DataWorks does not',
        toReach: `≤ ${MOST_CALLS_IN_AN_HOUR} calls an hour; Park holds no slot`,
        reached:
          [hold, park].every(isCheap) &&
          trigger.calls <= (MOST_CALLS_IN_AN_HOUR * ms) / HOUR &&
          park.slots <= MOST_SLOTS,
        how: `n8n's engine with the built node on a virtual clock: ${ITEMS} runs in one execution that end after ${name}, on the emulator; all looks are counted. A slot is held while the node's \`execute\`, or the trigger's poll with ${RUNS_A_NIGHT} runs a night, is under way.`,
      });
    }
    return { figures };
  } finally {
    await tasks.close();
  }
}
