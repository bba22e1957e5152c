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
  /** JSON text; left out, the settings stay. */
  taskParam?: string;
  /** Texts in the script that must not come back in a message. */
  secrets: readonly string[];
}

/** Above this many encoded characters a script does not go into UpdateDISyncTask's URL. */
const LONGEST_IN_URL = 4_000;

/** An update that may have been done or not: the script that is there now tells. */
async function verified(client: Client, update: TaskUpdate, outcome: Outcome): Promise<Outcome> {
  const { projectId, fileId, taskContent } = update;
  if (outcome.ok || !outcome.mayHaveActed || taskContent === undefined) return outcome;
  if (!client.mayFollowUp()) return outcome;
  const read = await client.attempt('GetFile', { ProjectId: projectId, FileId: fileId });
  if (!read.ok) return outcome;
  const file = isJsonObject(read.body.Data) ? read.body.Data.File : undefined;
  const content = isJsonObject(file) ? file.Content : undefined;
  return typeof content === 'string' && sameScript(content, taskContent) ? read : outcome;
}

/**
 * Puts a new script and new settings on a batch task. UpdateDISyncTask carries the script in its
 * URL, so a long one goes through UpdateFile, which has it in the body.
 *
 * Sending it twice does no harm, but neither call has a token: where a reply is lost, the task is
 * read, and the update sent once more only when it is not there.
 */
export async function updateTask(client: Client, update: TaskUpdate): Promise<Outcome> {
  const { projectId: ProjectId, fileId: FileId, taskContent, taskParam, secrets } = update;
  const inUrl =
    taskContent !== undefined && encodeURIComponent(taskContent).length <= LONGEST_IN_URL;

  const updateScript = () =>
    inUrl
      ? client.attempt(
          'UpdateDISyncTask',
          {
            ProjectId,
            FileId,
            TaskType: update.taskType,
            TaskContent: taskContent,
            TaskParam: taskParam,
          },
          secrets,
        )
      : client.attempt('UpdateFile', { ProjectId, FileId, Content: taskContent }, secrets);

  if (taskContent !== undefined) {
    let outcome = await verified(client, update, await updateScript());
    if (!outcome.ok && outcome.mayHaveActed && client.mayFollowUp()) {
      outcome = await verified(client, update, await updateScript());
    }
    if (!outcome.ok || inUrl || taskParam === undefined) return outcome;
  }
  return client.attempt('UpdateDISyncTask', {
    ProjectId,
    FileId,
    TaskType: update.taskType,
    TaskParam: taskParam,
  });
}
