import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { noted } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { createOnce, type Holders } from '../once/createOnce';
import type { Done, Keeping, NamedTask, TaskCreation, Tools } from './ports';
import { makeChange, updateTask } from './updateTask';

type ClientAndJournal = Pick<Tools, 'client' | 'journal'>;

export type IfExists = 'fail' | 'reuse' | 'update';

const SHOWN = 10;

/**
 * Creates a task so that one unit of work makes exactly one.
 * @returns the reply of the API with `Outcome` (created, reused, updated), or why there is none; a
 * failure names who has the name
 */
export async function createTask(
  tools: ClientAndJournal,
  creation: TaskCreation,
  ifExists: IfExists,
): Promise<Done> {
  const { place } = creation;
  const create = () => createNamed(tools, creation, ifExists);
  // Of two items with the same name the second one has to see what the first one made.
  return place === undefined ? create() : tools.journal.serialize(place, create);
}

async function createNamed(
  tools: ClientAndJournal,
  creation: TaskCreation,
  ifExists: IfExists,
): Promise<Done> {
  const done = await createOnce(tools.client, tools.journal, creation);
  switch (done.state) {
    case 'created': {
      const { body = creation.replyFor(done.id, done.requestId), id } = done;
      const kept = creation.keeping ? await keep(tools, creation, creation.keeping, id) : undefined;
      return kept ?? withOutcome(body, 'created');
    }
    case 'failed': {
      const { failure, found } = done;
      // Who has the name, whoever made it, is what Reuse and Update ask for.
      if (ifExists === 'fail' || !found?.ok || found.holders.length === 0) {
        return found ? noted(failure, heldBy(creation, found)) : failure;
      }
      return nameTaken(tools, creation, ifExists, { failure, isUncertain: true, found });
    }
    case 'taken':
      if (!done.found.ok) return noted(done.failure, heldBy(creation, done.found));
      return nameTaken(tools, creation, ifExists, { ...done, found: done.found });
  }
}

/** The reply itself says it: V8 gives each copy with one more property a shape of its own, as large as it. */
const withOutcome = (body: JsonObject, Outcome: string): Done => ({
  ok: true,
  body: Object.assign(body, { Outcome }),
});

/** Puts back once what a new task has lost. @returns why it could not, with what was created */
async function keep(
  tools: ClientAndJournal,
  { idName }: TaskCreation,
  { hasLost, restoring, lost }: Keeping,
  id: string,
): Promise<Failure | undefined> {
  if (!(await hasLost(id, false))) return undefined;
  const again = await makeChange(tools, restoring(id));
  if (!again.ok) return { ...noted(again, lost), before: `It was created (${idName} ${id}).` };
  await hasLost(id, true);
  return undefined;
}

function heldBy({ idName }: TaskCreation, found: Holders<NamedTask> | Failure): string {
  if (!found.ok) return 'the task was looked for in vain';
  const { holders } = found;
  const [only] = holders;
  if (!only) return '';
  if (holders.length === 1) return `${idName} ${only.id} has this name`;
  const listed = holders.slice(0, SHOWN).map(({ label }) => label);
  const more = holders.length > SHOWN ? ' …' : '';
  return `${holders.length} have this name: ${idName} ${listed.join(', ')}${more}`;
}

/** What becomes of a creation whose name a task has. */
async function nameTaken(
  tools: ClientAndJournal,
  creation: TaskCreation,
  ifExists: IfExists,
  taken: { failure: Failure; isUncertain: boolean; found: Holders<NamedTask> },
): Promise<Done> {
  const { failure, isUncertain, found } = taken;
  const { idName, typeName } = creation;
  const [only] = found.holders;
  if (!only) return noted(failure, 'no task of this name was found in the folder');
  if (found.holders.length > 1) return noted(failure, heldBy(creation, found));
  const { id, isOfType } = only;
  if (!isOfType) return noted(failure, `${idName} ${id} has this name and is no ${typeName} task`);
  if (ifExists === 'fail') {
    const perhaps = isUncertain
      ? '; a request of this item whose reply was lost may have made it'
      : '';
    return noted(failure, `its ${idName} is ${id}${perhaps}`);
  }
  if (ifExists === 'reuse') return withOutcome(creation.replyFor(id, found.requestId), 'reused');
  const update = await updateTask(tools, creation.updating(only));
  return update.ok ? withOutcome(creation.replyFor(id, update.requestId), 'updated') : update;
}
