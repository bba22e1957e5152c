import { settlePipelineRuns } from './pipeline-runs';
import { settleTaskInstances } from './task-instances';
import type { World } from './world';

/** Brings about in the new Data Studio what has become due by `now` (ms). */
export function settleStudio(world: World, now: number): void {
  settlePipelineRuns(world, now);
  settleTaskInstances(world, now);
}
