import { sameFolder } from '../../api/dataworks-2020-05-18/folders';
import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type Json, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';

/** A task's file as ListFiles gives it. Ids are exact, as text. */
export interface FoundTask {
  fileId: string;
  fileType: number | undefined;
  folder: string | undefined;
  content: string | undefined;
  /** ms since 1970 */
  createTime: number | undefined;
}

/** The tasks that were found, and the reply that had them. */
export interface FoundTasks {
  ok: true;
  tasks: FoundTask[];
  requestId: string;
  /** The server's clock then, ms since 1970. */
  serverTime?: number;
}

const textOf = (value: Json | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function foundTask(file: JsonObject): FoundTask {
  const [fileType, createTime] = [file.FileType, file.CreateTime].map((value) =>
    value === undefined || value === null ? undefined : Number(value),
  );
  return {
    fileId: textOf(file.FileId) ?? '',
    fileType,
    folder: textOf(file.AbsoluteFolderPath),
    content: textOf(file.Content),
    createTime,
  };
}

/**
 * The tasks with exactly this name in exactly this folder.
 * @param folder without it, every folder of the workspace counts
 * @returns the tasks (usually none or one), or why they could not be listed
 */
export async function findTask(
  client: Client,
  projectId: string,
  name: string,
  folder: string | undefined,
): Promise<FoundTasks | Failure> {
  const outcome = await client.call(actions.ListFiles, {
    ProjectId: projectId,
    ExactFileName: name,
    FileFolderPath: folder,
    NeedAbsoluteFolderPath: true,
    NeedContent: true,
    PageNumber: 1,
    PageSize: 100,
  });
  if (!outcome.ok) return outcome;
  const { Data: data, RequestId: requestId } = outcome.body;
  const files = isJsonObject(data) && Array.isArray(data.Files) ? data.Files : [];
  const tasks = files
    .filter(isJsonObject)
    .filter((file) => file.FileName === name)
    .map(foundTask)
    .filter((task) => !folder || !task.folder || sameFolder(task.folder, folder));
  const { serverTime } = outcome;
  return {
    ok: true,
    tasks,
    requestId: textOf(requestId) ?? '',
    ...(serverTime === undefined ? {} : { serverTime }),
  };
}
