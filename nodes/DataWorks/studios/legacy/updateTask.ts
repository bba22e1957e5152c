import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { sameScript } from '../../script/sameScript';
import { changeFile } from './changeFile';
import { readFile } from './readFile';

/** The reply to what has updated the task, or to what has shown that it is updated. */
type Updated = { ok: true; body: JsonObject } | Failure;

export interface TaskUpdate {
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

/**
 * Sends an update, which has no token: where it is not known what came of it, looks whether it is
 * there, and sends it once more when it is not.
 */
async function sendUntilKnown(
  client: Client,
  send: () => Promise<Updated>,
  look: () => Promise<Updated | undefined>,
): Promise<Updated> {
  const first = await send();
  if (first.ok || !first.mayHaveActed || !client.takeRetry()) return first;
  const there = await look();
  if (there ?? !client.takeRetry()) return there ?? first;
  const second = await send();
  if (second.ok || !second.mayHaveActed || !client.takeRetry()) return second;
  return (await look()) ?? second;
}

/** Puts a script on a batch task by UpdateFile, which has it in its body. */
async function putLongScript(client: Client, update: TaskUpdate, script: string): Promise<Updated> {
  const { projectId, fileId, secrets } = update;
  const read = await readFile(client, projectId, fileId);
  if (!read.ok) return read;
  return await changeFile(
    client,
    { projectId, fileId, changes: { Content: script }, secrets },
    read,
  );
}

/**
 * Puts a new script and new settings on a task. UpdateDISyncTask carries the script in its URL, so
 * the long one of a batch task goes through UpdateFile, which has it in the body.
 *
 * Doing it twice does no harm, but neither call has a token: where a reply is lost, the task is read,
 * and the update sent once more only when it is not there.
 */
export async function updateTask(client: Client, update: TaskUpdate): Promise<Updated> {
  const { projectId, fileId, taskType, taskContent, taskParam, secrets } = update;

  async function readBack(): Promise<Updated | undefined> {
    const read = await readFile(client, projectId, fileId);
    const content = read.ok ? read.file.Content : undefined;
    const isThere =
      typeof content === 'string' && taskContent !== undefined && sameScript(content, taskContent);
    return isThere ? read : undefined;
  }
  const send = () =>
    client.call(
      actions.UpdateDISyncTask,
      {
        ProjectId: projectId,
        FileId: fileId,
        TaskType: taskType,
        TaskContent: taskContent,
        TaskParam: taskParam,
      },
      secrets,
    );

  const isLong = encodeURIComponent(taskContent ?? '').length > LONGEST_IN_URL;
  // Scripts of other types are taken by UpdateDISyncTask alone.
  if (taskContent !== undefined && isLong && taskType === 'DI_OFFLINE') {
    const long = await putLongScript(client, update, taskContent);
    if (!long.ok || taskParam === undefined) return long;
    return await updateTask(client, { projectId, fileId, taskType, taskParam, secrets });
  }
  // A script that was there before tells nothing of the settings, which no operation gives back.
  const { contentBefore } = update;
  const tells =
    taskContent !== undefined &&
    (taskParam === undefined ||
      (contentBefore !== undefined && !sameScript(contentBefore, taskContent)));
  const look = async () => (tells ? await readBack() : undefined);
  return await sendUntilKnown(client, send, look);
}
