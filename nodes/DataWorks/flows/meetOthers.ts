import { unfit } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { datesFrom } from '../businessDates';
import { equalLook } from '../once/poll';
import { waitFor } from '../once/waitFor';
import type { Meeting, OtherInstance, OtherRuns, SeenRun } from './ports';
import { idsIn } from './runAndWait';

/** What to do where a run of the task is under way for one of the dates. */
export interface IfRunning {
  does: 'join' | 'fail' | 'stopFirst';
  /** Whether a run that the schedule began may be stopped. */
  stopScheduled: boolean;
  /** Shows a hint. */
  hint(message: string): void;
}

/** How long a stopped instance may take until its state shows it. No source says how long it takes. */
const STOPPING = { shortestMs: 5_000, longestMs: 10_000, deadlineMs: 120_000 };
/** Where a stop was refused, it may have ended by itself. */
const REFUSED = { ...STOPPING, deadlineMs: 5_000 };

const FIELD = 'If a Run Is Under Way';

const told = (instances: readonly OtherInstance[]) =>
  instances
    .slice(0, 3)
    .map(({ id, date, now }) => `instance ${id} of ${date} is ${now}`)
    .join(', ') + (instances.length > 3 ? ` and ${instances.length - 3} more` : '');

/** What instances are together. */
function seenIn(others: readonly OtherInstance[], requestId: string): SeenRun {
  const stages = new Set(others.map(({ stage }) => stage));
  const ended = stages.has('failed') ? 'failed' : 'succeeded';
  // Where one has failed, those that wait for it never begin.
  const goesOn = stages.has('under way') || (stages.has('waiting') && ended !== 'failed');
  return {
    ok: true,
    stage: goesOn || stages.size === 0 ? 'under way' : ended,
    now: told(others),
    instances: others.map(({ instance }) => instance),
    requestId,
    tries: 0,
  };
}

/**
 * Looks for runs of the task that are under way for the dates, whoever began them, before one is
 * started. A run that was joined is joined again where n8n runs the item again, unless it has failed.
 */
export function meeting(others: OtherRuns, { does, stopScheduled, hint }: IfRunning): Meeting {
  return {
    key: `runs ${others.key}`,
    async meet({ client, journal, unitToken }, runs, dates) {
      const { action } = runs;
      const unit = unitToken({ ...runs.unit, of: 'joined' });
      const seen = await others.look(dates);
      if (!seen.ok) return seen;
      const refuse = (is: string, problem: string, todo: string): Failure => ({
        ...unfit(action, { field: FIELD, problem: `is ${is}, and ${problem}`, todo }),
        tries: seen.tries,
      });
      const isWithin = ({ date }: OtherInstance) => date >= dates.first && date <= dates.last;
      const within = seen.instances.filter(isWithin);
      const underWay = within.filter(({ isUnderWay }) => isUnderWay);
      const beside = seen.instances.filter((one) => one.isUnderWay && !isWithin(one));
      if (beside.length > 0) hint(`A run of other dates is under way: ${told(beside)}.`);

      const known = idsIn(journal.resultOf(unit));
      let joined = does === 'join' ? within.filter(({ id }) => known.includes(id)) : [];
      if (joined.length === 0 || seenIn(joined, '').stage === 'failed') {
        if (underWay.length === 0) return undefined;
        if (does === 'fail') {
          return refuse(
            'Fail',
            told(underWay),
            'Run the node again when it has ended, or choose Join.',
          );
        }
        if (does === 'stopFirst') {
          const scheduled = underWay.filter(({ isScheduled }) => isScheduled);
          if (scheduled.length > 0 && !stopScheduled) {
            const todo = 'Wait until it has ended, or add the option "Stop Scheduled Runs".';
            return refuse('Stop First', `the schedule began what runs: ${told(scheduled)}`, todo);
          }
          let failure: Failure | undefined;
          for (const { id } of underWay) {
            const stopped = await others.stop(id);
            if (!stopped.ok) failure ??= stopped;
          }
          const ids = underWay.map(({ id }) => id);
          const waited = await waitFor(client, action, failure ? REFUSED : STOPPING, async () => {
            const now = await others.look(dates);
            if (!now.ok) return now;
            const left = now.instances.filter((one) => one.isUnderWay && ids.includes(one.id));
            return left.length === 0
              ? { state: 'done', value: true, tries: now.tries }
              : { state: 'pending', now: told(left), tries: now.tries };
          });
          return waited.ok ? undefined : (failure ?? waited);
        }
        joined = within.filter(({ stage }) => stage === 'under way' || stage === 'waiting');
        const missing = datesFrom(dates).filter((day) => !joined.some(({ date }) => date === day));
        if (missing.length > 0) {
          const problem = `what is under way lacks ${missing.length} of the dates (${told(underWay)})`;
          return refuse('Join', problem, 'Run the node again when it has ended.');
        }
        journal.record(unit, { runs: joined.map(({ id }) => id) });
      }

      const ids = joined.map(({ id }) => id);
      const runIds = [...new Set(joined.map(({ runId }) => runId))];
      const body = { ...runs.replyFor(dates, runIds, seen.requestId), Outcome: 'joined' };
      return { ok: true, body, joined: ids };
    },
    watch: (dates, joined) =>
      equalLook(
        `${others.key} ${dates.first} ${dates.last}`,
        () => others.look(dates),
        (now) => {
          const own = now.instances.filter(({ id }) => joined.includes(id));
          const value = seenIn(own, now.requestId);
          return value.stage === 'under way'
            ? { state: 'pending', now: value.now }
            : { state: 'done', value };
        },
      ),
  };
}
