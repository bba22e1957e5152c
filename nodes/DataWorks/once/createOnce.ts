import type { Client } from '../../alibabaCloud/client/call';
import { clock } from '../../alibabaCloud/client/clock';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure, Outcome } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';
import type { Journal } from './journal';
import { policy, writeOnce, type Found } from './writeOnce';

/** Something that has the name which a new one is to have. */
export interface Named {
  /** Exact, as text. */
  id: string;
  /** Whether something in it proves that this unit made it; a name, a script and a time never do. */
  isOwn?: boolean;
}

/** What has a name now. */
export interface Holders<One extends Named> {
  ok: true;
  holders: One[];
  requestId: string;
}

/** A creation, by an action with a ClientToken or without one. */
export interface Creation<One extends Named> {
  action: Action;
  /** The unit of work. */
  unit: string;
  send(): Promise<Outcome>;
  /** The id of what was made; `undefined` for a reply without one. */
  idIn(body: JsonObject): string | undefined;
  /** Where a reply has it, for messages. */
  told: string;
  isNameTaken(failure: Failure): boolean;
  /** Looks up who has the name. */
  findHolders(): Promise<Holders<One> | Failure>;
}

/** What came of a creation. */
export type Created<One extends Named> =
  | { state: 'created'; id: string; requestId: string; body?: JsonObject }
  /** The name has a holder, or was looked up in vain; `isUncertain`: a lost request may have made it. */
  | { state: 'taken'; failure: Failure; isUncertain: boolean; found: Holders<One> | Failure }
  /** `found`: who has the name, where a request was lost. */
  | { state: 'failed'; failure: Failure; found?: Holders<One> | Failure };

/** Who has a name that is taken: a list may show it a little later than the refusal knew of it. */
async function seenHolders<One extends Named>(
  client: Client,
  findHolders: Creation<One>['findHolders'],
  before: Holders<One> | Failure | undefined,
): Promise<Holders<One> | Failure> {
  const begin = clock.now();
  let found = before ?? (await findHolders());
  while (found.ok && found.holders.length === 0 && clock.now() - begin < policy.leastMs) {
    await client.pause(policy.pausesMs[0]);
    if (client.cancelled()) return found;
    found = await findHolders();
  }
  return found;
}

/**
 * Creates something so that one unit of work makes exactly one, whatever breaks on the way: what it is
 * known to have made is not made again. "Created" is only what a reply to this unit, or a mark of its
 * own, tells; whatever just has the name may be somebody else's.
 */
export async function createOnce<One extends Named>(
  client: Client,
  journal: Journal,
  { action, unit, send, idIn, told, isNameTaken, findHolders }: Creation<One>,
): Promise<Created<One>> {
  return await journal.serialize(`${unit} whole`, async (): Promise<Created<One>> => {
    const known = journal.resultOf(unit);
    if (typeof known === 'string') {
      return { state: 'created', id: known, requestId: journal.requestIdOf(unit) };
    }
    let found: Holders<One> | Failure | undefined;
    const written = await writeOnce<string>(client, journal, {
      action,
      unit,
      send,
      read: idIn,
      told,
      async find(): Promise<Found<string> | Failure> {
        found = await findHolders();
        if (!found.ok) return found;
        const own = found.holders.filter(({ isOwn }) => isOwn);
        if (own.length === 1) return { ok: true, made: own[0]?.id };
        return found.holders.length === 0
          ? { ok: true, made: undefined }
          : { ok: true, part: 'the name is taken' };
      },
    });
    if (written.ok) {
      const requestId = journal.requestIdOf(unit) || (found?.ok ? found.requestId : '');
      const { made: id, body } = written;
      return { state: 'created', id, requestId, ...(body === undefined ? {} : { body }) };
    }
    if (isNameTaken(written)) {
      const isUncertain = journal.isUncertain(unit);
      return {
        state: 'taken',
        failure: written,
        isUncertain,
        found: await seenHolders(client, findHolders, found),
      };
    }
    return { state: 'failed', failure: written, ...(found === undefined ? {} : { found }) };
  });
}
