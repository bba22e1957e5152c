import { sameFolder } from '../../api/dataworks-2020-05-18/folders';
import { factsOf } from '../../api/dataworks-2020-05-18/taskTypes';
import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  idIn,
  isJsonObject,
  type JsonObject,
  numberIn,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import {
  damagedReply,
  endedBadly,
  mayBeAboutState,
  requestIdOf,
} from '../../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import { createRedactor } from '../../../alibabaCloud/client/redact';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import type {
  Generation,
  HarmlessWrite,
  NamedTask,
  TaskCreation,
  TaskUpdate,
} from '../../flows/ports';
import type { Holders } from '../../once/createOnce';
import type { Look } from '../../once/waitFor';
import { sameScript } from '../../script/sameScript';
import { fileChange } from './fileProperties';
import { listTaskFiles, readFile } from './files';

/** A task that exists, by the API's parameter names. Ids as text of their digits. */
export interface TaskReference {
  ProjectId: string;
  FileId: string;
  TaskType: 'DI_OFFLINE' | 'DI_REALTIME' | 'DI_SOLUTION';
}

/** A task that is to be created, checked. Texts as they are sent. */
export interface NewTaskRequest {
  projectId: string;
  taskType: string;
  taskName: string;
  taskContent: string;
  taskParam: string;
  clientToken: string;
  /** The unit of work: the token and, where a user gave it, all that may come with it. */
  unit: string;
  /** The FileFolderPath in taskParam, where it has one. */
  folder: string | undefined;
  /** Texts in the script that must not come back in a message. */
  secrets: readonly string[];
}

const NAME_TAKEN = 'Invalid.DI.Parameter.File.Existed';

const fileIdIn = ({ Data: data }: JsonObject) =>
  isJsonObject(data) ? idIn(data.FileId) : undefined;

/** The parameters of CreateDISyncTask. */
export const creationOf = (
  task: NewTaskRequest,
): ActionParameters<typeof actions.CreateDISyncTask> => ({
  ProjectId: task.projectId,
  TaskType: task.taskType,
  TaskName: task.taskName,
  TaskContent: task.taskContent,
  TaskParam: task.taskParam,
  ClientToken: task.clientToken,
});

/** Who has the name of a new task in its folder; without a folder every one of the workspace counts. */
async function findHolders(
  client: Client,
  { projectId, taskName, taskType, folder }: NewTaskRequest,
): Promise<Holders<NamedTask> | Failure> {
  const listed = await listTaskFiles(client, {
    ProjectId: projectId,
    ExactFileName: taskName,
    FileFolderPath: folder,
    NeedAbsoluteFolderPath: true,
    NeedContent: true,
  });
  if (!listed.ok) return listed;
  const holders: NamedTask[] = [];
  for (const file of listed.entries) {
    const { FileName, FileId, FileType, AbsoluteFolderPath, Content: content } = file;
    const place = typeof AbsoluteFolderPath === 'string' ? AbsoluteFolderPath : '';
    if (FileName !== taskName || (folder && place && !sameFolder(place, folder))) continue;
    const id = idIn(FileId);
    if (id === undefined) {
      const detail = 'The list names the task and has no FileId of it';
      return damagedReply(actions.ListFiles, detail, listed);
    }
    const expected = factsOf(taskType)?.fileType;
    const isOfType =
      expected === undefined ||
      FileType === undefined ||
      FileType === null ||
      numberIn(FileType) === expected;
    const label = place ? `${id} in ${cleanServerText(place)}` : id;
    holders.push({ id, label, isOfType, ...(typeof content === 'string' ? { content } : {}) });
  }
  return { ok: true, holders, requestId: listed.requestId };
}

/** CreateDISyncTask, and who has the name where it is taken. */
export function taskCreation(client: Client, task: NewTaskRequest): TaskCreation {
  const { projectId, taskType, taskContent, taskParam, secrets, unit } = task;
  return {
    action: actions.CreateDISyncTask,
    unit,
    idName: 'FileId',
    typeName: taskType,
    send: () => client.call(actions.CreateDISyncTask, creationOf(task), secrets),
    idIn: fileIdIn,
    told: 'Data.FileId',
    isNameTaken: ({ code }) => code === NAME_TAKEN,
    findHolders: () => findHolders(client, task),
    replyFor: (id, RequestId) => ({
      Success: true,
      RequestId,
      Data: { FileId: exactId(id), Status: 'success' },
    }),
    updating: ({ id: fileId, content }) =>
      taskUpdate(client, {
        projectId,
        fileId,
        taskType,
        taskContent,
        taskParam,
        secrets,
        ...(content === undefined ? {} : { contentBefore: content }),
      }),
  };
}

/** A new content or new settings of a task. */
export interface TaskUpdateRequest {
  projectId: string;
  fileId: string;
  taskType: string;
  /** JSON text; left out, the script stays. */
  taskContent?: string;
  /** The script that the task had, as far as it is known. */
  contentBefore?: string;
  /** JSON text; left out, the settings stay. */
  taskParam?: string;
  /** Texts in the script that must not come back in a message. */
  secrets: readonly string[];
}

/** Above this many encoded characters a script does not go into UpdateDISyncTask's URL. */
const LONGEST_IN_URL = 4_000;

function updateChange(client: Client, update: TaskUpdateRequest): HarmlessWrite {
  const { projectId, fileId, taskType, taskContent, taskParam, secrets } = update;
  const action = actions.UpdateDISyncTask;
  const parameters = {
    ProjectId: projectId,
    FileId: fileId,
    TaskType: taskType,
    TaskContent: taskContent,
    TaskParam: taskParam,
  };
  const send = () => client.call(action, parameters, secrets);
  const { contentBefore } = update;
  // A script that was there before tells nothing of the settings, which no operation gives back.
  const tells =
    taskParam === undefined ||
    (contentBefore !== undefined && !sameScript(contentBefore, taskContent ?? ''));
  if (taskContent === undefined || !tells) return { action, send };
  return {
    action,
    send,
    async isDone() {
      const read = await readFile(client, projectId, fileId);
      if (!read.ok) return read;
      const { Content: content } = read.file;
      const done = typeof content === 'string' && sameScript(content, taskContent);
      return { ok: true, done, requestId: requestIdOf(read.body) };
    },
  };
}

/**
 * Puts a new script and new settings on a task. UpdateDISyncTask carries the script in its URL, so
 * the long one of a batch task goes through UpdateFile, which has it in the body.
 */
export function taskUpdate(client: Client, update: TaskUpdateRequest): TaskUpdate {
  const { projectId, fileId, taskType, taskContent, taskParam, secrets } = update;
  const isLong = encodeURIComponent(taskContent ?? '').length > LONGEST_IN_URL;
  // Scripts of other types are taken by UpdateDISyncTask alone.
  if (taskContent === undefined || !isLong || taskType !== 'DI_OFFLINE') {
    return { changes: [updateChange(client, update)] };
  }
  const script = fileChange(client, {
    projectId,
    fileId,
    changes: { Content: taskContent },
    secrets,
  });
  if (taskParam === undefined) return { changes: [script] };
  const settings = { projectId, fileId, taskType, taskParam, secrets };
  return { changes: [script, updateChange(client, settings)] };
}

/** A script to be generated. Texts as they are sent. */
export interface GenerationRequest {
  projectId: string;
  taskType: string;
  /** The task that is to be updated; without it the script is for a new one. */
  taskId?: string | undefined;
  taskParam: string;
  clientToken: string;
  /** Texts in taskParam that must not come back in a message. */
  secrets: readonly string[];
}

function scriptIn({ Data: data }: JsonObject): string {
  const content = isJsonObject(data) ? data.TaskContent : undefined;
  return typeof content === 'string' ? content.trim() : '';
}

/** GenerateDISyncTaskConfigForCreating or …ForUpdating, and how far a generation is. */
export function scriptGeneration(client: Client, request: GenerationRequest): Generation {
  const { projectId, taskType, taskId, taskParam, clientToken, secrets } = request;
  const all = { ProjectId: projectId, TaskType: taskType, TaskParam: taskParam };
  const [creating, updating] = [
    actions.GenerateDISyncTaskConfigForCreating,
    actions.GenerateDISyncTaskConfigForUpdating,
  ];
  const action = taskId === undefined ? creating : updating;
  return {
    action,
    request: { projectId, taskType, taskId, taskParam },
    clientToken,
    begin: (ClientToken): Promise<Outcome> =>
      taskId === undefined
        ? client.call(creating, { ...all, ClientToken }, secrets)
        : client.call(updating, { ...all, ClientToken, TaskId: taskId }, secrets),
    processIdIn({ Data: data }) {
      const id = textIn(isJsonObject(data) ? data.ProcessId : undefined);
      return /^\d+$/.test(id) ? id : undefined;
    },
    told: 'Data.ProcessId',
    scriptIn,
    async lookAtProcess(AsyncProcessId): Promise<Look<JsonObject>> {
      const outcome = await client.call(
        actions.QueryDISyncTaskConfigProcessResult,
        { ProjectId: projectId, TaskType: taskType, AsyncProcessId },
        secrets,
      );
      if (!outcome.ok) {
        return mayBeAboutState(outcome) ? { ...outcome, kind: 'ended badly', action } : outcome;
      }
      const { body, tries } = outcome;
      const data = isJsonObject(body.Data) ? body.Data : {};
      if (scriptIn(body) !== '') return { state: 'done', value: body, tries };
      if (data.Status === 'fail') {
        const message = typeof data.Message === 'string' ? data.Message : '';
        return endedBadly(action, cleanServerText(message, undefined, createRedactor(secrets)), {
          tries,
        });
      }
      // A generation that is under way has no documented state.
      return { state: 'pending', now: `under way (process ${AsyncProcessId})`, tries };
    },
  };
}
