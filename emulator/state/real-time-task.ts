/** States of a running real-time task. Source: GetDISyncInstanceInfo. */
export type RealTimeStatus = 'NORUN' | 'WAIT' | 'RUN' | 'KILLING' | 'PAUSE';

/** A real-time task or solution once it is deployed. Times in ms since 1970. */
export interface RealTimeTask {
  deployed: boolean;
  /** The state now, and the one that follows at a time. */
  status: RealTimeStatus;
  then?: { status: RealTimeStatus; at: number };
  /** When it was started, and whether that start is to fail. */
  startedAt: number | undefined;
  startFailure: string | undefined;
}

/** A task that is neither deployed nor started. */
export function newRealTimeTask(): RealTimeTask {
  return { deployed: false, status: 'NORUN', startedAt: undefined, startFailure: undefined };
}

/** The state of `task` at `now` (ms). */
export function realTimeStatus({ status, then }: RealTimeTask, now: number): RealTimeStatus {
  return then && now >= then.at ? then.status : status;
}

/** The steps of a solution, done one after the other in equal parts of the start's duration. */
export const SOLUTION_STEPS = [
  'Create tables',
  'Start full synchronization',
  'Start real-time synchronization',
];

/** How many steps are done at `now` when starting takes `startMs`; a failing start fails in the last. */
export function stepsDone(task: RealTimeTask, now: number, startMs: number): number {
  if (task.startedAt === undefined) return 0;
  const all = SOLUTION_STEPS.length;
  const done = startMs > 0 ? Math.floor(((now - task.startedAt) * all) / startMs) : all;
  return Math.min(done, task.startFailure === undefined ? all : all - 1);
}
