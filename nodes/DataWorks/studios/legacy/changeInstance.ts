import type { actions } from '../../api/dataworks-2020-05-18';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { InstanceReference } from '../../fields/instanceFields';
import { actOnce } from '../../once/writeOnce';
import type { Call } from '../../resources/operation';
import { readInstance, stageOf } from './readInstance';

/** A change of an instance's state, by an operation that has no ClientToken. */
export interface InstanceChange {
  action: typeof actions.StopInstance | typeof actions.SetSuccessInstance;
  /** What it is called when it is done. */
  done: string;
  /** Whether a state is what the change leads to. */
  isReached(stage: ReturnType<typeof stageOf>): boolean;
}

/**
 * Changes the state of an instance, and does nothing twice: where this unit of work has acted before,
 * or the outcome is not known, the state is read, and the change sent only if it is not there.
 * @returns the reply of the API with `Outcome`, or why there is none
 */
export async function changeInstance(
  { client, memory, unitToken }: Call,
  instance: InstanceReference,
  { action, done, isReached }: InstanceChange,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const token = unitToken({ action: action.name, ...instance });
  const result = (body: JsonObject): { ok: true; body: JsonObject } => ({
    ok: true,
    body: { ...body, Outcome: done },
  });
  /** The reply that the operation would have given. */
  let reply: JsonObject = {};
  const look = async () => {
    const read = await readInstance(client, instance);
    if (!read.ok) return read;
    reply = { Success: true, RequestId: read.requestId, Data: true };
    return { ok: true, made: isReached(stageOf(read.instance)) ? done : undefined } as const;
  };

  if (memory.madeBy(token) !== undefined) {
    const seen = await look();
    if (!seen.ok) return seen;
    if (seen.made !== undefined) return result(reply);
  }
  const acted = await actOnce(client, memory, action, {
    token,
    send: () => client.call(action, { ...instance }),
    read: () => done,
    find: look,
  });
  return acted.ok ? result(acted.body ?? reply) : acted;
}
