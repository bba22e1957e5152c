import { costOf, waitFor, type Look, type WaitLimits } from '../once/waitFor';
import type { AwaitedRuns, Done, Runs, SeenRun, Tools } from './ports';
import { datesOf, shown } from './runAndWait';

/** How the run of somebody else is waited for. */
export interface RunToWaitFor {
  limits: WaitLimits;
  /** `succeeded`: one that has failed may be run again. */
  until: 'ended' | 'succeeded';
  ifFailed: 'fail' | 'continue';
  includeStatistics: boolean;
}

/**
 * Waits for the run of a task for a business date that somebody else starts, the scheduler mostly. It
 * may not be there yet.
 * @returns the date, `Ended`, `Succeeded`, the instances, and what the wait has cost; or why there is none
 */
export async function waitForRun(
  tools: Tools,
  runs: AwaitedRuns,
  dates: Runs['dates'],
  { limits, until, ifFailed, includeStatistics }: RunToWaitFor,
): Promise<Done> {
  const asked = await tools.keep('date', () =>
    Promise.resolve({ ok: true as const, ...datesOf(tools, { unit: runs.unit, dates }) }),
  );
  if (!asked.ok) return asked;
  const { first: date } = asked;
  let last: SeenRun | undefined;
  const read = (seen: SeenRun | undefined): Look<SeenRun> => {
    last = seen;
    if (!seen) return { state: 'pending', now: 'not there yet' };
    const { stage, now } = seen;
    const isOver = stage === 'succeeded' || (stage === 'failed' && until === 'ended');
    return isOver ? { state: 'done', value: seen } : { state: 'pending', now };
  };
  const waited = await waitFor(tools.client, runs.action, limits, runs.watch(date, read));
  if (!waited.ok) {
    // Where there is no more time, a run that has failed counts.
    const hasFailed = waited.kind === 'deadline' && last?.stage === 'failed';
    if (!hasFailed || ifFailed === 'fail') return waited;
  } else if (waited.value.stage === 'failed' && ifFailed === 'fail') {
    return await runs.failureOf(waited.value, waited.calls);
  }
  const { stage, instances } = (waited.ok ? waited.value : last) as SeenRun;
  const Instances = await shown(runs, instances, includeStatistics);
  const cost = waited.ok ? costOf(waited) : { Calls: waited.tries };
  const Succeeded = stage === 'succeeded';
  return {
    ok: true,
    body: { ...runs.named, BizDate: date, Ended: true, Succeeded, Instances, ...cost },
  };
}
