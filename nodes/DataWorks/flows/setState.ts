import { clock } from '../../alibabaCloud/client/clock';
import { isAboutRights, mayBeAboutState, noted } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { writeOnce } from '../once/writeOnce';
import type { Done, SeenState, StateChange, Tools } from './ports';

/**
 * Changes the state of a task or an instance, and does nothing twice: where this unit of work has acted
 * before, or the outcome is not known, the state is read and the change sent only if it is not there.
 * @returns the reply of the API with `Outcome`: what was done, or `unchanged` where it was in that state
 * already; or why there is none
 */
export async function setState(
  { client, journal, unitToken }: Tools,
  change: StateChange,
): Promise<Done> {
  const { action, unit: named, done, accepted = done, send, replyFor, knowsUnchanged } = change;
  const unit = unitToken({ ...named, action: action.name });
  const before = `${unit} before`;
  const look = () => {
    const state = journal.noteOf(before);
    return change.look(typeof state === 'string' ? state : undefined);
  };
  const told = (seen: SeenState | undefined, Outcome: string): Done => ({
    ok: true,
    body: { ...replyFor(seen?.requestId ?? ''), Outcome },
  });
  const wordFor = (seen: SeenState) => (seen.reached && !seen.isUnderWay ? done : accepted);
  const isRefusal = (failure: Failure) => knowsUnchanged && mayBeAboutState(failure);
  if (journal.resultOf(unit) !== undefined) {
    const seen = await look();
    const actedAt = journal.noteOf(unit);
    const isOnItsWay =
      typeof actedAt === 'number' && clock.now() - actedAt < (change.showsAfterMs ?? 0);
    if (seen.ok && (seen.reached || seen.unclear !== undefined || isOnItsWay)) {
      return told(seen, wordFor(seen));
    }
    if (!seen.ok && !isRefusal(seen)) return seen;
  } else if (change.before !== undefined) {
    journal.note(before, change.before);
  } else if (change.looksFirst && !journal.isUncertain(unit)) {
    const seen = await look();
    if (seen.ok && seen.reached) return told(seen, 'unchanged');
    if (!seen.ok && !isAboutRights(seen)) return seen;
    if (seen.ok) journal.note(before, seen.now);
  }
  let found: SeenState | undefined;
  const written = await writeOnce<string>(client, journal, {
    action,
    unit,
    send,
    read: () => done,
    async find() {
      const seen = await look();
      if (!seen.ok) return seen;
      found = seen;
      if (seen.unclear !== undefined) return { ok: true, part: seen.unclear };
      return { ok: true, made: seen.reached ? done : undefined };
    },
  });
  if (written.ok) {
    if (change.showsAfterMs !== undefined) journal.note(unit, clock.now());
    return written.body
      ? { ok: true, body: { ...written.body, Outcome: accepted } }
      : told(found, found ? wordFor(found) : accepted);
  }
  if (!isRefusal(written)) return written;
  // The state may not allow the change because it is the wished one.
  const seen = await look();
  if (!seen.ok) return written;
  return seen.reached ? told(seen, 'unchanged') : noted(written, `the state is ${seen.now}`);
}
