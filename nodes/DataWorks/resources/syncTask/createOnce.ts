import type { Client } from '../../client/client';
import { isJsonObject, type JsonObject } from '../../client/exactJson';
import type { Failure, Outcome, Reply } from '../../client/outcome';
import type { UnitMemory } from '../../client/unitMemory';
import { sameScript } from '../../script/sameScript';
import { findTask, type FoundTask } from './findTask';
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
/** ListFiles' FileType of the task types whose number is documented. */
const FILE_TYPES: Readonly<Record<string, number>> = { DI_OFFLINE: 23, DI_REALTIME: 900 };
/** The server accepts no clock that is further off. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

const created = (body: JsonObject): JsonObject => ({ ...body, Outcome: 'created' });

/** The reply of CreateDISyncTask, for a task that was found instead. */
const found = (
  task: FoundTask,
  requestId: string,
  how: 'created' | 'reused' | 'updated',
): JsonObject => ({
  Success: true,
  RequestId: requestId,
  Data: { FileId: idValue(task.fileId), Status: 'success' },
  Outcome: how,
});

function idValue(id: string): number | string {
  return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

function fileIdOf(reply: Reply): string | undefined {
  const id = isJsonObject(reply.body.Data) ? reply.body.Data.FileId : undefined;
  return (typeof id === 'number' && id > 0) || (typeof id === 'string' && id !== '')
    ? String(id)
    : undefined;
}

const listed = (tasks: FoundTask[]) =>
  tasks.map(({ fileId, folder }) => `${fileId}${folder ? ` in ${folder}` : ''}`).join(', ');

/**
 * Creates a task so that one unit of work makes exactly one, whatever breaks on the way.
 *
 * The ClientToken makes sending again safe for as long as the server knows it. Where it does not
 * any more, the name is found taken; then the task of that name and folder is ours when a reply of
 * ours got lost and its script is the one we sent.
 * @returns the reply of the API with `Outcome` (created, reused, updated), or why there is none
 */
export async function createOnce(
  client: Client,
  memory: UnitMemory,
  task: NewTask,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const token = task.clientToken;
  const outcome = await sendCreate(client, task);
  if (outcome.ok) {
    memory.remember(token, fileIdOf(outcome) ?? '');
    return { ok: true, body: created(outcome.body) };
  }

  const wasUnsure = memory.isUnsure(token) || outcome.resent;
  const isTaken = outcome.code === NAME_TAKEN;
  const isLost = !isTaken && outcome.mayHaveActed;
  // Noted before anything else can break.
  if (isLost || (isTaken && wasUnsure)) memory.doubt(token);
  if ((!isTaken && !isLost) || (isLost && !client.mayFollowUp())) return outcome;

  const search = await findTask(client, task.projectId, task.taskName, task.folder);
  if (!search.ok)
    return { ...outcome, detail: withNote(outcome, 'the task was looked for in vain') };
  const matching = search.tasks.filter((one) => isOfType(one, task.taskType));

  const ours = matching.filter((one) => isOurs(one, task, memory, wasUnsure || isLost));
  const [own] = ours;
  if (own && ours.length === 1) {
    memory.remember(token, own.fileId);
    return { ok: true, body: found(own, search.requestId, 'created') };
  }
  if (isLost) return outcome;
  return nameTaken(client, task, outcome, search);
}

async function sendCreate(client: Client, task: NewTask): Promise<Outcome> {
  const outcome = await client.attempt(
    'CreateDISyncTask',
    {
      ProjectId: task.projectId,
      TaskType: task.taskType,
      TaskName: task.taskName,
      TaskContent: task.taskContent,
      TaskParam: task.taskParam,
      ClientToken: task.clientToken,
    },
    task.secrets,
  );
  if (!outcome.ok || fileIdOf(outcome) !== undefined) return outcome;
  return {
    ok: false,
    kind: 'damaged reply',
    action: 'CreateDISyncTask',
    detail: 'The reply has no Data.FileId',
    httpStatus: 200,
    ...(typeof outcome.body.RequestId === 'string' ? { requestId: outcome.body.RequestId } : {}),
    tries: outcome.tries,
    mayHaveActed: true,
    resent: outcome.resent,
  };
}

function isOfType(file: FoundTask, taskType: string): boolean {
  const expected = FILE_TYPES[taskType];
  return expected === undefined || file.fileType === undefined || file.fileType === expected;
}

function isOurs(
  file: FoundTask,
  task: NewTask,
  memory: UnitMemory,
  replyWasLost: boolean,
): boolean {
  if (memory.madeBy(task.clientToken) === file.fileId) return true;
  return (
    replyWasLost &&
    !memory.madeByAnother(file.fileId, task.clientToken) &&
    (file.createTime === undefined || file.createTime >= memory.startedAt - MAX_CLOCK_SKEW_MS) &&
    file.content !== undefined &&
    sameScript(file.content, task.taskContent)
  );
}

const withNote = (failure: Failure, note: string) =>
  failure.detail === '' ? note : `${failure.detail.replace(/\.$/, '')}; ${note}`;

async function nameTaken(
  client: Client,
  task: NewTask,
  failure: Failure,
  search: { tasks: FoundTask[]; requestId: string },
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const { tasks } = search;
  const [only] = tasks;
  if (!only)
    return {
      ...failure,
      detail: withNote(failure, 'no task of this name was found in the folder'),
    };
  if (tasks.length > 1) {
    return {
      ...failure,
      detail: withNote(failure, `${tasks.length} have this name: FileId ${listed(tasks)}`),
    };
  }
  if (!isOfType(only, task.taskType)) {
    return {
      ...failure,
      detail: withNote(
        failure,
        `FileId ${only.fileId} has this name and is no ${task.taskType} task`,
      ),
    };
  }
  if (task.ifExists === 'fail') {
    return { ...failure, detail: withNote(failure, `its FileId is ${only.fileId}`) };
  }
  if (task.ifExists === 'reuse') return { ok: true, body: found(only, search.requestId, 'reused') };

  const update = await updateTask(client, {
    projectId: task.projectId,
    fileId: only.fileId,
    taskType: task.taskType,
    taskContent: task.taskContent,
    taskParam: task.taskParam,
    secrets: task.secrets,
  });
  if (!update.ok) return update;
  const requestId = typeof update.body.RequestId === 'string' ? update.body.RequestId : '';
  return { ok: true, body: found(only, requestId, 'updated') };
}
