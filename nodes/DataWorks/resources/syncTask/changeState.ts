import type { Client } from '../../client/client';
import type { JsonObject } from '../../client/exactJson';
import type { Failure, Outcome } from '../../client/outcome';
import type { UnitMemory } from '../../client/unitMemory';

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
  /** What the change is called when this unit has made it. */
  done: string;
  send(): Promise<Outcome>;
  look(): Promise<Seen | Failure>;
}

const REMEMBERED = 'done';

/** A refusal without a code is about the task itself: its state does not allow the change. */
const isAboutState = ({ kind, code }: Failure) => kind === 'refused' && code === undefined;

/** The reply that the operation would have given. */
const asReply = ({ requestId }: Seen, outcome: string): JsonObject => ({
  Success: true,
  RequestId: requestId,
  Data: { Status: 'success' },
  Outcome: outcome,
});

/**
 * Changes the state of a task, and does nothing twice: where this unit of work may have acted
 * before, or the outcome is not known, the state is read and the change sent only if it is not there.
 * @returns the reply of the API with `Outcome`: what was done, or `unchanged` where the task was in
 * that state already; or why there is none
 */
export async function changeState(
  client: Client,
  memory: UnitMemory,
  change: StateChange,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const { token, done, send, look } = change;
  const accept = (body: JsonObject): { ok: true; body: JsonObject } => {
    memory.remember(token, REMEMBERED);
    return { ok: true, body };
  };
  let mayBeOurs = memory.madeBy(token) !== undefined || memory.isUnsure(token);
  if (mayBeOurs) {
    const seen = await look();
    if (seen.ok && seen.reached) return accept(asReply(seen, done));
    if (!seen.ok && !isAboutState(seen)) return seen;
  }
  for (let sends = 1; ; sends++) {
    const outcome = await send();
    if (outcome.ok) return accept({ ...outcome.body, Outcome: done });
    const isLost = outcome.mayHaveActed;
    if (isLost) memory.doubt(token);
    if (isLost ? !client.mayFollowUp() : !isAboutState(outcome)) return outcome;
    mayBeOurs ||= isLost;

    const seen = await look();
    if (!seen.ok) return outcome;
    if (seen.reached) return accept(asReply(seen, mayBeOurs ? done : 'unchanged'));
    if (!isLost || sends === 2) {
      return {
        ...outcome,
        detail: `${outcome.detail}${outcome.detail && '; '}the state is ${seen.now}`,
      };
    }
  }
}
