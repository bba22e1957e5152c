import { actions } from '../../api/dataworks-2020-05-18';
import { NOT_DELETED } from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { UnitMemory } from '../../once/journal';
import { costOf, type WaitLimits } from '../../once/waitFor';
import type { TaskReference } from '../../fields/taskReference';
import { actOnce, type Acted } from '../../once/writeOnce';
import { readFile } from './readFile';
import { waitForDeployment } from './waitForDeployment';

/** A task that is to be deleted; no solution, which DataWorks deletes by no operation. */
export interface Deletion {
  task: TaskReference;
  /** The unit of work. */
  token: string;
  /** How long to wait for the end of its removal from the scheduler. */
  limits: WaitLimits;
}

const DELETED = 'deleted';
const DEPLOYMENT = 'deployment:';

/** Whether there is no such file, or only in the recycle bin. */
async function isGone(
  client: Client,
  { ProjectId, FileId }: TaskReference,
): Promise<{ ok: true; gone: boolean } | Failure> {
  const read = await readFile(client, ProjectId, FileId);
  if (read.ok) return { ok: true, gone: (read.file.DeletedStatus ?? NOT_DELETED) !== NOT_DELETED };
  if (read.kind !== 'refused') return read;
  // No code for a file that is not there is documented; a list that lacks it says so.
  const list = await client.call(actions.ListFiles, { ProjectId, FileIdIn: FileId, PageNumber: 1 });
  if (!list.ok) return list;
  const { Data: data } = list.body;
  const files = isJsonObject(data) && Array.isArray(data.Files) ? data.Files : [];
  const isListed = files.some((file) => isJsonObject(file) && String(file.FileId) === FileId);
  return { ok: true, gone: !isListed };
}

async function send(
  client: Client,
  memory: UnitMemory,
  { task, token }: Deletion,
): Promise<Acted | Failure> {
  const { ProjectId, FileId, TaskType } = task;
  const action = TaskType === 'DI_OFFLINE' ? actions.DeleteFile : actions.DeleteDISyncTask;
  const acted = await actOnce(client, memory, action, {
    token,
    send: () =>
      action === actions.DeleteFile
        ? client.call(actions.DeleteFile, { ProjectId, FileId })
        : client.call(actions.DeleteDISyncTask, { ProjectId, FileId, TaskType }),
    read: ({ DeploymentId: id }) => (id ? `${DEPLOYMENT}${String(id)}` : DELETED),
    async find() {
      const look = await isGone(client, task);
      return look.ok ? { ok: true, made: look.gone ? DELETED : undefined } : look;
    },
  });
  if (acted.ok || acted.kind !== 'refused') return acted;
  const look = await isGone(client, task);
  if (!look.ok || !look.gone) return acted;
  const what = `the workspace has no task with the FileId ${FileId}`;
  return { ...acted, detail: [acted.detail.replace(/\.$/, ''), what].filter(Boolean).join('; ') };
}

/**
 * Deletes a batch or real-time task, once, and waits until a task that was deployed is out of the
 * scheduler too. A task that this unit of work has deleted before counts as deleted.
 * @returns what the wait has cost, where there was one
 */
export async function deleteOnce(
  client: Client,
  memory: UnitMemory,
  deletion: Deletion,
): Promise<{ ok: true; cost: JsonObject } | Failure> {
  const { task, token, limits } = deletion;
  const waitFor = (made: string) =>
    waitForDeployment(
      client,
      {
        projectId: task.ProjectId,
        deploymentId: made.slice(DEPLOYMENT.length),
        begunBy: actions.DeleteFile,
      },
      limits,
    );
  const before = memory.madeBy(token);
  if (before === DELETED) return { ok: true, cost: {} };
  if (before !== undefined) {
    const waited = await waitFor(before);
    if (waited.ok) return { ok: true, cost: costOf(waited) };
    // A removal that has failed is begun anew.
    if (waited.kind !== 'ended badly') return waited;
  }
  const acted = await send(client, memory, deletion);
  if (!acted.ok) return acted;
  if (acted.made === DELETED) return { ok: true, cost: {} };
  const waited = await waitFor(acted.made);
  return waited.ok ? { ok: true, cost: costOf(waited) } : waited;
}
