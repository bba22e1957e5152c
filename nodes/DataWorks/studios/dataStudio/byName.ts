import { isAboutRights } from '../../../alibabaCloud/client/failure';
import { idIn, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import type { Action } from '../../../alibabaCloud/service';
import type { NamedTask, TaskCreation, Tools } from '../../flows/ports';
import type { Holders } from '../../once/createOnce';
import type { Journal } from '../../once/journal';
import type { Listed } from '../../once/pages';

/** A creation by an action that has no token: the name alone tells one from another. */
export interface CreationByName {
  action: Action;
  unit: string;
  /** Where it is to stand: the names of other places do not exclude it. */
  place: string;
  name: string;
  /** As in "another node". */
  noun: string;
  typeName: string;
  create(): Promise<Outcome>;
  /** What a refusal says for a name that is taken. */
  saysTaken: RegExp;
  /** What may have the name. */
  list(): Promise<Listed | Failure>;
  /** An entry of that list which has the name in this place; `undefined` for any other. */
  holderIn(entry: JsonObject): NamedTask | undefined;
  /** Whether one that was not there before is what was sent. */
  isSame(id: string): Promise<boolean | Failure>;
  updating: TaskCreation['updating'];
}

/** What this execution has made, by place: lists show new things late. */
const made = new WeakMap<Journal, Map<string, string>>();

function madeIn(journal: Journal): Map<string, string> {
  const known = made.get(journal) ?? new Map<string, string>();
  made.set(journal, known);
  return known;
}

/** Things with the name that are looked into, to see whether they are what was sent. */
const LOOKED_INTO = 5;
const UNCHECKED = 'the name was not checked';

/** Looks who has the name, then creates; what stands there after a lost reply is known by what it holds. */
export function creationByName(
  { journal }: Pick<Tools, 'journal'>,
  request: CreationByName,
  hint: (message: string) => void,
): TaskCreation {
  const { action, unit, place, name, noun, typeName, create, saysTaken, updating } = request;
  const madeHere = madeIn(journal);
  let isSent = false;
  let taken: Holders<NamedTask> | undefined;

  /** It holds what was sent, in the place where nothing was before. */
  async function isOwn(id: string): Promise<boolean | Failure> {
    const isOthers = madeHere.get(place) === id || journal.noteOf(unit) === UNCHECKED;
    if (!(isSent || journal.isUncertain(unit)) || isOthers) return false;
    return request.isSame(id);
  }

  async function findHolders(): Promise<Holders<NamedTask> | Failure> {
    const listed = await request.list();
    if (!listed.ok) return listed;
    const { requestId } = listed;
    const holders: NamedTask[] = [];
    for (const entry of listed.entries) {
      const holder = request.holderIn(entry);
      if (holder === undefined) continue;
      const own = holders.length < LOOKED_INTO ? await isOwn(holder.id) : false;
      if (typeof own !== 'boolean') return own;
      holders.push({ ...holder, isOwn: own });
    }
    const early = madeHere.get(place);
    if (early !== undefined && !holders.some(({ id }) => id === early)) {
      holders.push({ id: early, label: early, isOfType: true });
    }
    return { ok: true, holders, requestId };
  }

  /** Whether the name can be used; `undefined`: yes, as far as it is known. */
  async function whyNot(): Promise<Failure | undefined> {
    const found = await findHolders();
    if (found.ok) {
      if (found.holders.length === 0) return undefined;
      taken = found;
      return {
        ok: false,
        kind: 'refused',
        action,
        detail: 'the name is taken',
        requestId: found.requestId,
        tries: 1,
        mayHaveActed: false,
        resent: false,
      };
    }
    if (!isAboutRights(found)) return { ...found, mayHaveActed: false, resent: false };
    journal.note(unit, UNCHECKED);
    hint(
      `Whether another ${noun} has the name ${name} was not checked: the AccessKey may not list ${noun}s.`,
    );
    return undefined;
  }

  return {
    action,
    unit,
    place,
    idName: 'Id',
    typeName,
    async send(): Promise<Outcome> {
      if (!isSent && !journal.isUncertain(unit)) {
        const failure = await whyNot();
        if (failure) return failure;
      }
      isSent = true;
      const outcome = await create();
      const id = outcome.ok ? idIn(outcome.body.Id) : undefined;
      if (id !== undefined) madeHere.set(place, id);
      return outcome;
    },
    idIn: ({ Id: id }) => idIn(id),
    told: 'Id',
    isNameTaken: ({ detail }) => taken !== undefined || saysTaken.test(detail),
    async findHolders() {
      return taken ?? findHolders();
    },
    replyFor: (id, RequestId) => ({ Success: true, RequestId, Id: id }),
    updating,
  };
}
