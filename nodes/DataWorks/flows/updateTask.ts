import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { requestIdOf } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { writeOnce } from '../once/writeOnce';
import type { HarmlessWrite, TaskUpdate, Tools } from './ports';

const plainReply = (requestId: string): JsonObject => ({ Success: true, RequestId: requestId });

/** What a change gives: the reply, or the one that it would have given. */
export type Changed =
  | { ok: true; requestId: string; body: JsonObject; Outcome: 'updated' | 'unchanged' }
  | Failure;

/**
 * Makes a change that does no harm when it is made twice: where a reply is lost it is looked for, and
 * sent once more only when it is not there, or nothing tells.
 */
export async function makeChange(
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  { action, begin, send, isDone, replyFor = plainReply }: HarmlessWrite,
): Promise<Changed> {
  const begun = await begin?.();
  if (begun && !begun.ok) return begun;
  if (begun?.isThere) {
    const { requestId } = begun;
    return { ok: true, requestId, body: replyFor(requestId), Outcome: 'unchanged' };
  }
  const written = await writeOnce<string>(client, journal, {
    action,
    send,
    read: (body) => requestIdOf(body),
    ...(isDone === undefined
      ? {}
      : {
          async find() {
            const seen = await isDone();
            return seen.ok ? { ok: true, made: seen.done ? seen.requestId : undefined } : seen;
          },
        }),
  });
  if (!written.ok) return written;
  const { made: requestId, body = replyFor(requestId) } = written;
  return { ok: true, requestId, body, Outcome: 'updated' };
}

/** Puts a new script and new settings on a task. */
export async function updateTask(
  tools: Pick<Tools, 'client' | 'journal'>,
  { changes }: TaskUpdate,
): Promise<Changed> {
  let last: Changed = { ok: true, requestId: '', body: plainReply(''), Outcome: 'unchanged' };
  for (const change of changes) {
    last = await makeChange(tools, change);
    if (!last.ok) return last;
  }
  return last;
}
