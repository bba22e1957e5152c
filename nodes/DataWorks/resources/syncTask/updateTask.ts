import type { Client } from '../../client/client';
import { isJsonObject } from '../../client/exactJson';
import type { Outcome } from '../../client/outcome';
import { sameScript } from '../../script/sameScript';

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
  send: () => Promise<Outcome>,
  look: () => Promise<Outcome | undefined>,
): Promise<Outcome> {
  const first = await send();
  if (first.ok || !first.mayHaveActed || !client.mayFollowUp()) return first;
  const there = await look();
  if (there ?? !client.mayFollowUp()) return there ?? first;
  const second = await send();
  if (second.ok || !second.mayHaveActed || !client.mayFollowUp()) return second;
  return (await look()) ?? second;
}

/**
 * Puts a new script and new settings on a batch task. UpdateDISyncTask carries the script in its
 * URL, so a long one goes through UpdateFile, which has it in the body.
 *
 * Doing it twice does no harm, but neither call has a token: where a reply is lost, the task is read,
 * and the update sent once more only when it is not there.
 */
export async function updateTask(client: Client, update: TaskUpdate): Promise<Outcome> {
  const { projectId: ProjectId, fileId: FileId, taskType: TaskType, secrets } = update;
  const { taskContent: TaskContent, taskParam: TaskParam } = update;

  async function readBack(): Promise<Outcome | undefined> {
    const read = await client.attempt('GetFile', { ProjectId, FileId }, secrets);
    const data = read.ok && isJsonObject(read.body.Data) ? read.body.Data : {};
    const content = isJsonObject(data.File) ? data.File.Content : undefined;
    const isThere =
      typeof content === 'string' && TaskContent !== undefined && sameScript(content, TaskContent);
    return isThere ? read : undefined;
  }
  const putSettings = (script?: string) =>
    client.attempt(
      'UpdateDISyncTask',
      { ProjectId, FileId, TaskType, TaskContent: script, TaskParam },
      secrets,
    );

  if (TaskContent === undefined) return await putSettings();
  if (encodeURIComponent(TaskContent).length <= LONGEST_IN_URL) {
    // A script that was there before tells nothing of the settings, which no operation gives back.
    const { contentBefore } = update;
    const tells =
      TaskParam === undefined ||
      (contentBefore !== undefined && !sameScript(contentBefore, TaskContent));
    const look = async () => (tells ? await readBack() : undefined);
    return await sendUntilKnown(client, () => putSettings(TaskContent), look);
  }
  const long = await sendUntilKnown(
    client,
    () => client.attempt('UpdateFile', { ProjectId, FileId, Content: TaskContent }, secrets),
    readBack,
  );
  return long.ok && TaskParam !== undefined ? await putSettings() : long;
}
