import type { Action } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import type { UnitMemory } from '../../once/journal';
import { actOnce } from '../../once/writeOnce';

/** What a look at the task says. */
export interface Seen {
  ok: true;
  /** Whether the task is in the state that is wished, or on its way there. */
  reached: boolean;
  /** The state in DataWorks' word. */
  now: string;
  requestId: string;
}

/** A change of a task's state by an operation that has no ClientToken. */
export interface StateChange {
  /** The unit of work. */
  token: string;
  action: Action;
  /** What the change is called when this unit has made it. */
  done: string;
  send(): Promise<Outcome>;
  look(): Promise<Seen | Failure>;
}

/** A refusal without a code is about the task itself: its state does not allow the change. */
const isAboutState = ({ kind, code }: Failure) => kind === 'refused' && code === undefined;

/** The reply that the operation would have given. */
const asReply = (seen: Seen | undefined, outcome: string): JsonObject => ({
  Success: true,
  ...(seen === undefined ? {} : { RequestId: seen.requestId }),
  Data: { Status: 'success' },
  Outcome: outcome,
});

/**
 * Changes the state of a task, and does nothing twice: where this unit of work has acted before, or
 * the outcome is not known, the state is read and the change sent only if it is not there.
 * @returns the reply of the API with `Outcome`: what was done, or `unchanged` where the task was in
 * that state already; or why there is none
 */
export async function changeState(
  client: Client,
  memory: UnitMemory,
  { token, action, done, send, look }: StateChange,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  if (memory.madeBy(token) !== undefined) {
    const seen = await look();
    if (seen.ok && seen.reached) return { ok: true, body: asReply(seen, done) };
    if (!seen.ok && !isAboutState(seen)) return seen;
  }
  let found: Seen | undefined;
  const acted = await actOnce(client, memory, action, {
    token,
    send,
    read: () => done,
    async find() {
      const seen = await look();
      if (!seen.ok) return seen;
      found = seen;
      return { ok: true, made: seen.reached ? done : undefined };
    },
  });
  if (acted.ok) {
    const body = acted.body ? { ...acted.body, Outcome: done } : asReply(found, done);
    return { ok: true, body };
  }
  if (!isAboutState(acted)) return acted;
  const seen = await look();
  if (!seen.ok) return acted;
  if (seen.reached) return { ok: true, body: asReply(seen, 'unchanged') };
  const detail = [acted.detail.replace(/\.$/, ''), `the state is ${seen.now}`].filter(Boolean);
  return { ...acted, detail: detail.join('; ') };
}
