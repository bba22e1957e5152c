import fc from 'fast-check';

import { clock } from '../../nodes/alibabaCloud/client/clock';
import { brokenFlowPromises } from './flowPromises';
import type { FlowMove, FlowSchedule } from './flowSchedule';
import { FlowWorld, type FlowExecution } from './flowWorld';
import { virtually } from './virtually';

/** What n8n's database does to a context between two executions. */
const stored = (execution: FlowExecution): FlowExecution => ({
  ...execution,
  context: JSON.parse(JSON.stringify(execution.context)),
});

async function make(world: FlowWorld, move: FlowMove, execution: FlowExecution) {
  switch (move.kind) {
    case 'again':
    case 'loop': {
      await clock.sleep(move.afterMs);
      const runIndex = execution.runIndex + (move.kind === 'loop' ? 1 : 0);
      const next = { ...(move.afterMs < 10_000 ? execution : stored(execution)), runIndex };
      await world.run(next);
      return next;
    }
    case 'edit': {
      const edits = execution.edits + (world.canBeEdited ? 1 : 0);
      const edited = { ...stored(execution), edits };
      await world.run(edited);
      return edited;
    }
    case 'cancel': {
      const controller = new AbortController();
      void clock.sleep(move.duringMs).then(() => controller.abort());
      await world.run(execution, controller.signal);
      return execution;
    }
  }
}

/** Plays a schedule, then lets n8n run each execution once more without any fault. */
async function playFlow(schedule: FlowSchedule): Promise<string[]> {
  const world = new FlowWorld(schedule);
  const executions = await world.begin();
  const before = world.log.length;
  const last = await Promise.all(
    executions.map(async (begun) => {
      let execution = begun;
      await world.run(execution);
      for (const move of schedule.moves) execution = await make(world, move, execution);
      return execution;
    }),
  );
  await world.calmDown();
  const from = world.said.length;
  for (const execution of last) await world.run(stored(execution));
  return brokenFlowPromises(world, world.log.slice(before), world.said.slice(from));
}

/** A property of all schedules: no promise is broken. */
export const keepsPromises = (schedules: fc.Arbitrary<FlowSchedule>) =>
  fc.asyncProperty(schedules, async (schedule) => {
    const broken = await virtually(schedule.seed, () => playFlow(schedule));
    expect(broken).toEqual([]);
  });
