import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { noted } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { costOf, waitFor, type WaitLimits } from '../once/waitFor';
import { writeOnce } from '../once/writeOnce';
import type { TaskDeletion, Tools } from './ports';

/** What a deletion made: its removal from the scheduler, where the task was deployed. */
interface Deleted {
  removal?: string;
}

function deletedIn(stored: Json | undefined): Deleted | undefined {
  if (!isJsonObject(stored)) return undefined;
  return typeof stored.removal === 'string' ? { removal: stored.removal } : {};
}

/**
 * Deletes a task, once, and waits until one that was deployed is out of the scheduler too. A task that
 * this unit of work has deleted before counts as deleted.
 * @param limits how long to wait for the end of its removal
 * @returns what the wait has cost, where there was one
 */
export async function deleteTask(
  { client, journal, unitToken }: Tools,
  deletion: TaskDeletion,
  limits: WaitLimits,
): Promise<{ ok: true; cost: JsonObject } | Failure> {
  const { action, task, send, removalIn, lookIfGone, lookAtRemoval, notThere } = deletion;
  const unit = unitToken({ ...task, operation: 'delete' });
  const waitForRemoval = async ({ removal }: Deleted) => {
    if (removal === undefined) return { ok: true, cost: {} } as const;
    const waited = await waitFor(client, action, limits, () => lookAtRemoval(removal));
    return waited.ok ? ({ ok: true, cost: costOf(waited) } as const) : waited;
  };
  const before = deletedIn(journal.resultOf(unit));
  if (before) {
    const ended = await waitForRemoval(before);
    // A removal that has failed is begun anew.
    if (ended.ok || ended.kind !== 'ended badly') return ended;
  }
  const written = await writeOnce<JsonObject>(client, journal, {
    action,
    unit,
    send,
    read(body): JsonObject {
      const removal = removalIn(body);
      return removal === undefined ? {} : { removal };
    },
    async find() {
      const look = await lookIfGone();
      return look.ok ? { ok: true, made: look.gone ? {} : undefined } : look;
    },
  });
  if (written.ok) return waitForRemoval(deletedIn(written.made) ?? {});
  if (written.kind !== 'refused') return written;
  const look = await lookIfGone();
  return look.ok && look.gone ? noted(written, notThere) : written;
}
