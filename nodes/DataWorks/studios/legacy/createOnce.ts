import { factsOf } from '../../api/dataworks-2020-05-18/taskTypes';
import { actions } from '../../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import { clock } from '../../../alibabaCloud/client/clock';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Outcome, Reply } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { UnitMemory } from '../../once/journal';
import { sameScript } from '../../script/sameScript';
import { findTask, type FoundTask, type FoundTasks } from './findTask';
import { updateTask } from './updateTask';

export type IfExists = 'fail' | 'reuse' | 'update';

/** One task to be created, checked. Texts as they are sent. */
export interface NewTask {
  projectId: string;
  taskType: string;
  taskName: string;
  taskContent: string;
  taskParam: string;
  clientToken: string;
  /** The FileFolderPath in taskParam, where it has one. */
  folder: string | undefined;
  ifExists: IfExists;
  /** Texts in the script that must not come back in a message. */
  secrets: readonly string[];
}

const NAME_TAKEN = 'Invalid.DI.Parameter.File.Existed';
/** The server accepts no clock that is further off. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;
/** How far the clocks of the server's own machines may be apart; the one it names has no parts of a second. */
const SERVER_CLOCKS_MS = 5_000;

type Created = { ok: true; body: JsonObject };

/** The reply itself says it: V8 gives each copy with one more property a shape of its own, as large as it. */
const created = (body: JsonObject): Created => ({
  ok: true,
  body: Object.assign(body, { Outcome: 'created' }),
});

/** The reply of CreateDISyncTask, for a task that is there already. */
const present = (
  fileId: string,
  requestId: string,
  outcome: 'created' | 'reused' | 'updated',
): Created => ({
  ok: true,
  body: {
    Success: true,
    RequestId: requestId,
    Data: { FileId: idValue(fileId), Status: 'success' },
    Outcome: outcome,
  },
});

function idValue(id: string): number | string {
  return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

function fileIdOf(reply: Reply): string | undefined {
  const id = isJsonObject(reply.body.Data) ? reply.body.Data.FileId : undefined;
  return /^[1-9]\d*$/.test(String(id)) ? String(id) : undefined;
}

const requestIdOf = ({ body }: Pick<Reply, 'body'>) =>
  typeof body.RequestId === 'string' ? body.RequestId : '';

const SHOWN = 10;

const listed = (tasks: FoundTask[]) =>
  tasks
    .slice(0, SHOWN)
    .map(({ fileId, folder }) => `${fileId}${folder ? ` in ${cleanServerText(folder)}` : ''}`)
    .join(', ') + (tasks.length > SHOWN ? ' …' : '');

/**
 * Creates a task so that one unit of work makes exactly one, whatever breaks on the way.
 *
 * What this unit is known to have made is not made again. The ClientToken makes sending again safe
 * for as long as the server knows it. Where it does not any more, the name is found taken; then the
 * task of that name and folder is ours when a reply of ours got lost, its script is the one we sent,
 * and it is no older than our first request.
 * @returns the reply of the API with `Outcome` (created, reused, updated), or why there is none
 */
export async function createOnce(
  client: Client,
  memory: UnitMemory,
  task: NewTask,
): Promise<Created | Failure> {
  const { projectId, taskType, taskName, taskContent, taskParam, clientToken } = task;
  // A token that a user gives may come with other parameters.
  const content = memory.digestOf(taskContent);
  const unit = [clientToken, projectId, taskType, taskName, content, taskParam].join('\n');
  return await memory.alone(unit, () => createUnit(client, memory, task, unit));
}

async function createUnit(
  client: Client,
  memory: UnitMemory,
  task: NewTask,
  unit: string,
): Promise<Created | Failure> {
  const { projectId, taskType, taskName, taskContent } = task;
  const known = memory.madeBy(unit);
  if (known !== undefined) return present(known, memory.requestIdOf(unit), 'created');

  const sentAt = memory.unsureSince(unit) ?? clock.now();
  const outcome = await sendCreate(client, task);
  if (outcome.ok) {
    const fileId = fileIdOf(outcome) ?? '';
    memory.disprove(fileId, unit);
    memory.remember(unit, fileId, requestIdOf(outcome));
    return created(outcome.body);
  }

  const isTaken = outcome.code === NAME_TAKEN;
  const isLost = !isTaken && outcome.mayHaveActed;
  const isUnsure = isLost || outcome.resent || memory.isUnsure(unit);
  // Noted before anything else can break.
  if (isUnsure) memory.doubt(unit, sentAt);
  if ((!isTaken && !isLost) || (isLost && !client.takeRetry())) return outcome;

  const search = await findTask(client, projectId, taskName, task.folder);
  if (!search.ok) return noted(outcome, 'the task was looked for in vain');

  const notBefore = serverTimeOf(sentAt, search);
  const ours = search.tasks.filter(
    (one) =>
      isUnsure &&
      isOfType(one, taskType) &&
      !memory.madeByAnother(one.fileId, unit) &&
      one.createTime !== undefined &&
      one.createTime >= notBefore &&
      one.content !== undefined &&
      sameScript(one.content, taskContent),
  );
  const [own] = ours;
  if (own && ours.length === 1) {
    memory.remember(unit, own.fileId, search.requestId);
    return present(own.fileId, search.requestId, 'created');
  }
  if (!isTaken) return noted(outcome, whoHasTheName(search));
  // An update puts our script there, and from then on equal scripts would tell nothing.
  if (task.ifExists === 'update') memory.settle(unit);
  return nameTaken(client, task, outcome, search);
}

/** The earliest that the server's clock can have shown at `sentAt` of ours. */
function serverTimeOf(sentAt: number, { serverTime }: { serverTime?: number }): number {
  if (serverTime === undefined) return sentAt - MAX_CLOCK_SKEW_MS;
  return serverTime - (clock.now() - sentAt) - SERVER_CLOCKS_MS;
}

/** The parameters of CreateDISyncTask. */
export const creationOf = (task: NewTask): ActionParameters<typeof actions.CreateDISyncTask> => ({
  ProjectId: task.projectId,
  TaskType: task.taskType,
  TaskName: task.taskName,
  TaskContent: task.taskContent,
  TaskParam: task.taskParam,
  ClientToken: task.clientToken,
});

async function sendCreate(client: Client, task: NewTask): Promise<Outcome> {
  const outcome = await client.call(actions.CreateDISyncTask, creationOf(task), task.secrets);
  if (!outcome.ok || fileIdOf(outcome) !== undefined) return outcome;
  return {
    ok: false,
    kind: 'damaged reply',
    action: actions.CreateDISyncTask,
    detail: 'The reply has no Data.FileId',
    httpStatus: 200,
    requestId: cleanServerText(requestIdOf(outcome)),
    tries: outcome.tries,
    mayHaveActed: true,
    resent: outcome.resent,
  };
}

function isOfType(file: FoundTask, taskType: string): boolean {
  const expected = factsOf(taskType)?.fileType;
  return expected === undefined || file.fileType === undefined || file.fileType === expected;
}

/** The failure with something more to say. */
const noted = (failure: Failure, note: string): Failure => ({
  ...failure,
  detail: [failure.detail.replace(/\.$/, ''), note].filter((part) => part !== '').join('; '),
});

function whoHasTheName({ tasks }: { tasks: FoundTask[] }): string {
  const [only] = tasks;
  if (!only) return '';
  return tasks.length === 1
    ? `FileId ${only.fileId} has this name`
    : `${tasks.length} have this name: FileId ${listed(tasks)}`;
}

/** What becomes of a creation whose name a task has that is not its own. */
async function nameTaken(
  client: Client,
  task: NewTask,
  failure: Failure,
  search: FoundTasks,
): Promise<Created | Failure> {
  const [only] = search.tasks;
  if (!only) return noted(failure, 'no task of this name was found in the folder');
  if (search.tasks.length > 1) return noted(failure, whoHasTheName(search));
  const { fileId } = only;
  if (!isOfType(only, task.taskType)) {
    return noted(failure, `FileId ${fileId} has this name and is no ${task.taskType} task`);
  }
  if (task.ifExists === 'fail') return noted(failure, `its FileId is ${fileId}`);
  if (task.ifExists === 'reuse') return present(fileId, search.requestId, 'reused');

  const { projectId, taskType, taskContent, taskParam, secrets } = task;
  const update = await updateTask(client, {
    projectId,
    fileId,
    taskType,
    taskContent,
    taskParam,
    secrets,
    ...(only.content === undefined ? {} : { contentBefore: only.content }),
  });
  return update.ok ? present(fileId, requestIdOf(update), 'updated') : update;
}
