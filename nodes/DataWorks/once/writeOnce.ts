import type { Action } from '../../alibabaCloud/service';
import type { Client } from '../../alibabaCloud/client/call';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure, Outcome, Reply } from '../../alibabaCloud/client/outcome';
import type { UnitMemory } from './journal';

/** A write that has no ClientToken, and how to see whether it was done. */
export interface Act {
  /** The unit of work. */
  token: string;
  send(): Promise<Outcome>;
  /** What the call made, as text to remember; `undefined` for a reply that does not say. */
  read(body: JsonObject): string | undefined;
  /** Looks for what the call made when no reply told of it; `undefined`: it is not there. */
  find(): Promise<{ ok: true; made: string | undefined } | Failure>;
}

/** What a write made. */
export interface Acted {
  ok: true;
  /** As `read` or `find` gave it. */
  made: string;
  /** The reply, where there was one. */
  body?: JsonObject;
}

/** A reply that does not say what the call made. */
function unclear(action: Action, { body, tries, resent }: Reply): Failure {
  return {
    ok: false,
    kind: 'damaged reply',
    action,
    detail: 'The reply does not say what was made',
    httpStatus: 200,
    ...(typeof body.RequestId === 'string' ? { requestId: body.RequestId } : {}),
    tries,
    mayHaveActed: true,
    resent,
  };
}

/**
 * Does a write once, whatever breaks on the way: while its outcome is not known, it is looked for,
 * and sent once more only when it is not there. What it made is remembered under its token.
 * @param action the API's operation, for messages
 */
export async function actOnce(
  client: Client,
  memory: UnitMemory,
  action: Action,
  { token, send, read, find }: Act,
): Promise<Acted | Failure> {
  const keep = (made: string, body?: JsonObject): Acted => {
    memory.remember(token, made);
    return { ok: true, made, ...(body === undefined ? {} : { body }) };
  };
  let inDoubt = memory.isUnsure(token);
  if (inDoubt) {
    const found = await find();
    if (!found.ok) return found;
    if (found.made !== undefined) return keep(found.made);
  }
  for (let sends = 1; ; sends++) {
    const outcome = await send();
    const made = outcome.ok ? read(outcome.body) : undefined;
    if (outcome.ok && made !== undefined) return keep(made, outcome.body);
    const failure = outcome.ok ? unclear(action, outcome) : outcome;
    if (failure.mayHaveActed) memory.doubt(token);
    inDoubt ||= failure.mayHaveActed;
    // A refusal can come from what an earlier send did.
    if (!inDoubt || !client.takeRetry()) return failure;

    const found = await find();
    if (found.ok && found.made !== undefined) return keep(found.made);
    if (!found.ok || !failure.mayHaveActed || sends === 2) return failure;
  }
}
