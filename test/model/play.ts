import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { Move, Schedule } from './schedule';
import { World, type Execution, type Run } from './world';

/** What n8n's database does to a context between two executions. */
const stored = (execution: Execution): Execution => ({
  ...execution,
  context: JSON.parse(JSON.stringify(execution.context)),
});

/** A signal that goes off during a run. */
function stopAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  void clock.sleep(ms).then(() => controller.abort());
  return controller.signal;
}

/**
 * A colleague gives other names to the tasks that the execution knows to have made. Not to those
 * of tokens that users give: a later execution knows of them only what DataWorks still does.
 */
function renameKnown({ emulator, dataWorks, makers }: World, { context }: Execution): void {
  const entries = Object.values((context.journal ?? {}) as Record<string, { result?: unknown }>);
  const known = new Set(entries.map(({ result }) => result));
  for (const file of emulator.state.files.values()) {
    const isDerived = makers.get(String(file.fileId))?.unit?.startsWith('execution');
    if (isDerived && known.has(String(file.fileId))) {
      dataWorks.rename(file.fileId, `${file.name} (${file.fileId})`);
    }
  }
}

async function make(world: World, move: Move, execution: Execution): Promise<Execution> {
  switch (move.kind) {
    case 'again': {
      await clock.sleep(move.afterMs);
      const again = move.afterMs === 0 ? execution : stored(execution);
      await world.run(again);
      return again;
    }
    case 'edit': {
      const edits = execution.edits.map((count, item) => count + (item === move.item ? 1 : 0));
      const edited = { ...stored(execution), edits };
      await world.run(edited);
      return edited;
    }
    case 'loop': {
      const next = { ...execution, runIndex: execution.runIndex + 1 };
      await world.run(next);
      return next;
    }
    case 'fresh': {
      const others = Array.from({ length: move.executions }, (_, order) =>
        world.newExecution(move.areTwoNodes ? `node ${order}` : undefined),
      );
      await Promise.all(others.map((one) => world.run(one)));
      return others.at(-1)!;
    }
    case 'crash': {
      await world.run(stored(execution), { signal: stopAfter(move.duringMs) });
      const anew = world.newExecution();
      await world.run(anew);
      return anew;
    }
    case 'cancel':
      await world.run(execution, { signal: stopAfter(move.duringMs) });
      return execution;
    case 'forget':
      world.dataWorks.forgetClientTokens();
      return execution;
    case 'rename':
      // Nobody is quicker than a request that is still under way.
      await clock.sleep(60_000);
      renameKnown(world, execution);
      return execution;
  }
}

/** Plays a schedule, then lets n8n run the last execution once more without any fault. */
export async function play(schedule: Schedule): Promise<{ world: World; last: Run }> {
  const world = new World(schedule);
  let execution = world.newExecution();
  await world.run(execution);
  for (const move of schedule.moves) execution = await make(world, move, execution);
  await world.calmDown();
  const last = await world.run(stored(execution), { continuesOnFail: true });
  return { world, last };
}
