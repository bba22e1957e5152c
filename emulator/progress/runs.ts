import { DAY_MS } from '../china-time';
import type { Attempt, Dag, Instance } from '../state/scheduler';
import type { World } from './world';

/** What can be run: an instance of either API. */
type Runnable = Pick<Instance, 'attempts' | 'cycleTime' | 'dryRun'> & { node: { name: string } };

/**
 * Starts an attempt of `instance` at `at` (ms). `waits`: not before the time for which the instance
 * is scheduled.
 */
export function beginAttempt(world: World, instance: Runnable, at: number, waits: boolean): void {
  const { durations, waitsForDueTime } = world.settings;
  const { waitResourceMs, runMs } = durations;
  const readyAt = waits && waitsForDueTime ? Math.max(at, instance.cycleTime) : at;
  let attempt: Attempt;
  if (instance.dryRun) {
    const moments = { startedAt: at, readyAt, runningAt: readyAt, endsAt: readyAt };
    attempt = { ...moments, result: 'SUCCESS', log: 'Dry run, the script is not run.' };
  } else {
    const plan = world.plans.run(instance.node.name);
    const runningAt = readyAt + waitResourceMs;
    const ranAt = runningAt + (plan?.ms ?? runMs);
    attempt = {
      startedAt: at,
      readyAt,
      runningAt,
      ...(plan?.checkingMs !== undefined && { checkingAt: ranAt }),
      endsAt: ranAt + (plan?.checkingMs ?? 0),
      result: plan?.result ?? 'SUCCESS',
      log: plan?.log,
    };
  }
  instance.attempts.push(attempt);
}

/** Starts all instances of `dag` at `at` (ms). */
export function startDag(world: World, dag: Dag, at: number): void {
  dag.startedAt = at;
  for (const instance of dag.instances) beginAttempt(world, instance, at, dag.waitsForTime);
}

/**
 * The moment (ms) for which a cron expression schedules the run of business date `bizdate` (ms): the
 * day after it, at the cron's hour and minute where these are plain numbers, else at midnight.
 */
export function cycleTimeOf(bizdate: number, cron: string): number {
  const [, minute = '', hour = ''] = cron.split(/\s+/);
  const plain = /^\d+$/.test(minute) && /^\d+$/.test(hour);
  return bizdate + DAY_MS + (plain ? (Number(hour) * 60 + Number(minute)) * 60_000 : 0);
}
