import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { mayBeAboutState, noted } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';
import { costOf, waitFor, type Look, type Waited, type WaitLimits } from '../once/waitFor';
import { patiently, writeOnce, type Write, type Written } from '../once/writeOnce';
import type { Removal, TaskDeletion, Tools, Withdrawal } from './ports';

/** How a removal that was begun has ended; `undefined`: there was nothing to wait for. */
type Ended = { ok: true; waited: Waited<unknown> | undefined } | Failure;

const NOTHING: Ended = { ok: true, waited: undefined };

const removalOf = (stored: JsonObject): Removal => ({
  ...(typeof stored.removal === 'string' ? { removal: stored.removal } : {}),
  ...(typeof stored.node === 'string' ? { node: stored.node } : {}),
});

/** What can be looked at. */
const hasTrace = ({ removal, node }: Removal) => removal !== undefined || node !== undefined;

const madeBy = (stored: Json | undefined): Removal | undefined =>
  isJsonObject(stored) ? removalOf(stored) : undefined;

/** A removal: what begins it, once, and what looks at its way. */
interface Step {
  unit: string;
  action: Action;
  begin: Omit<Write<JsonObject>, 'action' | 'unit'>;
  lookAt(made: Removal): Promise<Look<unknown>>;
}

async function waitForEnd(
  { client }: Tools,
  { action, lookAt }: Pick<Step, 'action' | 'lookAt'>,
  made: Removal,
  limits: WaitLimits,
): Promise<Ended> {
  if (!hasTrace(made)) return NOTHING;
  const look = () => lookAt(made);
  // A deployment that was begun a moment ago may not be known yet; a node that is not is gone.
  const looks = made.removal === undefined ? look : patiently(look);
  const waited = await waitFor(client, action, limits, looks);
  return waited.ok ? { ok: true, waited } : waited;
}

type Begun = { made: Removal; ended: Ended } | Failure;

/** Takes up a removal that this unit of work has begun; begins one, also where that one has failed. */
async function remove(tools: Tools, step: Step, limits: WaitLimits): Promise<Begun> {
  const { client, journal } = tools;
  const { unit, action } = step;
  const before = journal.isUncertain(unit) ? undefined : madeBy(journal.resultOf(unit));
  if (before) {
    const ended = await waitForEnd(tools, step, before, limits);
    if (ended.ok || ended.kind !== 'ended badly') return { made: before, ended };
  }
  const written: Written<JsonObject> | Failure = await writeOnce<JsonObject>(client, journal, {
    action,
    unit,
    ...step.begin,
  });
  if (!written.ok) return written;
  const made = removalOf(written.made);
  return { made, ended: await waitForEnd(tools, step, made, limits) };
}

const readRemoval =
  (removalIn: (body: JsonObject) => string | undefined) =>
  (body: JsonObject): JsonObject => {
    const removal = removalIn(body);
    return removal === undefined ? {} : { removal };
  };

/** Takes the task out of production, once; that it is not there counts as out. */
async function withdraw(
  tools: Tools,
  withdrawal: Withdrawal,
  unit: string,
  limits: WaitLimits,
): Promise<Ended> {
  const { action, send, removalIn, lookIfOut, lookAtRemoval } = withdrawal;
  const begin: Step['begin'] = {
    send,
    read: readRemoval(removalIn),
    async find() {
      const look = await lookIfOut();
      return look.ok ? { ok: true, made: look.out ? {} : undefined } : look;
    },
  };
  const begun = await remove(tools, { unit, action, begin, lookAt: lookAtRemoval }, limits);
  if ('made' in begun) return begun.ended;
  if (!mayBeAboutState(begun)) return begun;
  // No code for "there is nothing to deploy" is documented: what production has tells.
  const look = await lookIfOut();
  return look.ok && look.out ? NOTHING : begun;
}

/**
 * Deletes a task, once, and waits until one that was deployed is out of the scheduler too, production
 * last. A task that this unit of work has deleted before counts as deleted.
 * @param limits how long to wait for the end of each removal
 * @returns what the waits have cost, where there was one
 */
export async function deleteTask(
  tools: Tools,
  deletion: TaskDeletion,
  limits: WaitLimits,
): Promise<{ ok: true; cost: JsonObject } | Failure> {
  const { action, task, send, removalIn, lookIfGone, lookAtRemoval, notThere } = deletion;
  const unit = tools.unitToken({ ...task, operation: 'delete' });
  const begin: Step['begin'] = {
    send,
    read: readRemoval(removalIn),
    async find() {
      const look = await lookIfGone();
      if (!look.ok) return look;
      const made: JsonObject = look.node === undefined ? {} : { node: look.node };
      return { ok: true, made: look.gone ? made : undefined };
    },
  };
  const begun = await remove(tools, { unit, action, begin, lookAt: lookAtRemoval }, limits);
  let waits: (Waited<unknown> | undefined)[] = [];
  if ('made' in begun) {
    if (!begun.ended.ok) return begun.ended;
    // What never was in the scheduler is in no environment.
    if (!hasTrace(begun.made)) return { ok: true, cost: {} };
    waits = [begun.ended.waited];
  } else {
    if (begun.kind !== 'refused') return begun;
    const look = await lookIfGone();
    if (!look.ok || !look.gone) return begun;
    if (look.node === undefined) return noted(begun, notThere);
  }
  const production = await deletion.production();
  if (!production.ok) return production;
  const { withdrawal } = production;
  if (!('made' in begun)) {
    // Somebody has deleted it; where it goes on running in production, that is brought to an end.
    const look = await withdrawal?.lookIfOut();
    if (!look?.ok || look.out) return noted(begun, notThere);
  }
  if (withdrawal) {
    const place = tools.unitToken({ ...task, operation: 'delete', from: 'production' });
    const ended = await withdraw(tools, withdrawal, place, limits);
    if (!ended.ok) {
      const before =
        'The task is deleted in development and may still run in production. Run the node again: it goes on from there.';
      return { ...ended, before };
    }
    waits.push(ended.waited);
  }
  const over = waits.filter((one) => one !== undefined);
  if (over.length === 0) return { ok: true, cost: {} };
  const sum = (of: (one: Waited<unknown>) => number) =>
    over.reduce((total, one) => total + of(one), 0);
  const calls = sum((one) => one.calls);
  const waitedMs = sum((one) => one.waitedMs);
  return { ok: true, cost: costOf({ ok: true, value: undefined, calls, waitedMs }) };
}
