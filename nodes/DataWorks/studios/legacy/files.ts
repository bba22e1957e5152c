import { factsOf } from '../../api/dataworks-2020-05-18/taskTypes';
import {
  idIn,
  isJsonObject,
  type JsonObject,
  numberIn,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import type { Client } from '../../../alibabaCloud/client/call';
import { damagedReply, refusedIn, unfit } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action, ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { readPages } from '../../once/pages';
import { secretsInContent } from '../../script/scriptSecrets';

/** ListFiles' and GetFile's FileType of a batch synchronization. */
const BATCH_FILE_TYPE = factsOf('DI_OFFLINE')?.fileType;

/** A task's file as GetFile gives it. */
export interface ReadFile {
  ok: true;
  /** The reply. */
  body: JsonObject;
  /** Data.File: name, script, owner … */
  file: JsonObject;
  /** Data.NodeConfiguration: the schedule. */
  configuration: JsonObject;
}

/**
 * Reads a batch or real-time task with its schedule. A file that is not there is refused, or the reply
 * has none: which of them is not documented.
 */
export async function readFile(
  client: Client,
  projectId: string,
  fileId: string,
): Promise<ReadFile | Failure> {
  const outcome = await client.call(actions.GetFile, { ProjectId: projectId, FileId: fileId });
  if (!outcome.ok) return outcome;
  const { body } = outcome;
  const data = isJsonObject(body.Data) ? body.Data : {};
  const { File: file, NodeConfiguration: configuration } = data;
  if (file === undefined || file === null) {
    return refusedIn(actions.GetFile, 'The file does not exist in the workspace', outcome);
  }
  if (!isJsonObject(file)) {
    return damagedReply(actions.GetFile, 'Data.File of the reply is no object', outcome);
  }
  return { ok: true, body, file, configuration: isJsonObject(configuration) ? configuration : {} };
}

/** The words for a file that is no batch task's; `undefined` where it is one. */
export function noBatchTask({
  FileType: fileType,
  FileName: name,
}: JsonObject): string | undefined {
  if (numberIn(fileType) === BATCH_FILE_TYPE) return undefined;
  const type = cleanServerText(textIn(fileType), 50);
  return `is ${cleanServerText(textIn(name), 200)}, which is no batch task (FileType ${type})`;
}

/** A batch task's node in the scheduler. */
export interface TaskNode {
  ok: true;
  /** Exact, as text. */
  nodeId: string;
  /** Texts of the script that must not be shown. */
  secrets: string[];
}

/**
 * The scheduler's node of a batch task: what is run, and what instances belong to.
 * @param neededFor what cannot be done with a task that is no batch task, or was never submitted
 */
export async function nodeOf(
  client: Client,
  neededFor: Action,
  projectId: string,
  fileId: string,
): Promise<TaskNode | Failure> {
  const read = await readFile(client, projectId, fileId);
  if (!read.ok) return read;
  const { FileName: name, NodeId: nodeId, Content: content } = read.file;
  const problem = noBatchTask(read.file);
  if (problem !== undefined) {
    const todo =
      'A real-time task has no runs for dates. It runs from Start to Stop: use Sync Task: Start.';
    return unfit(neededFor, { field: 'Task', problem, todo });
  }
  const node = idIn(nodeId);
  if (node === undefined) {
    return unfit(neededFor, {
      field: 'Task',
      problem: `is ${cleanServerText(textIn(name), 200)}, which has no node in the scheduler yet`,
      todo: 'Deploy it first: use Sync Task: Deploy.',
    });
  }
  return { ok: true, nodeId: node, secrets: secretsInContent(content) };
}

/**
 * Lists files.
 * @param filter ListFiles' parameters, less those of paging
 * @param limit the most that are listed
 * @returns files as ListFiles gives them, each once
 */
export async function listTaskFiles(
  client: Client,
  filter: Omit<ActionParameters<typeof actions.ListFiles>, 'PageNumber' | 'PageSize'>,
  limit = Infinity,
) {
  const action = actions.ListFiles;
  return await readPages(
    {
      action,
      read: (PageNumber, PageSize) => client.call(action, { ...filter, PageNumber, PageSize }),
      at: ['Data', 'Files'],
      idOf: ({ FileId }) => textIn(FileId),
    },
    { limit },
  );
}
