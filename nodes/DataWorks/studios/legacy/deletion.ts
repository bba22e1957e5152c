import { idIn, textIn } from '../../../alibabaCloud/client/exactJson';
import type { Client } from '../../../alibabaCloud/client/call';
import { endedBadly, mayBeAboutState } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { Action } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { NOT_DELETED } from '../../api/dataworks-2020-05-18/states';
import type { Removal, TaskDeletion, Withdrawal } from '../../flows/ports';
import type { Journal } from '../../once/journal';
import type { Look } from '../../once/waitFor';
import { listTaskFiles, readFile } from './files';
import type { ProjectEnv } from './instances';
import { lookAtDeployment } from './release';
import type { TaskReference } from './tasks';
import { workspaceMode } from './workspaceMode';

/** Whether there is no such file, or only in the recycle bin; and the node that it has there. */
async function lookIfGone(
  client: Client,
  { ProjectId, FileId, TaskType }: TaskReference,
): Promise<{ ok: true; gone: boolean; node?: string } | Failure> {
  const read = await readFile(client, ProjectId, FileId);
  if (read.ok) {
    if ((read.file.DeletedStatus ?? NOT_DELETED) === NOT_DELETED) return { ok: true, gone: false };
    const node = TaskType === 'DI_OFFLINE' ? idIn(read.file.NodeId) : undefined;
    return { ok: true, gone: true, ...(node === undefined ? {} : { node }) };
  }
  if (!mayBeAboutState(read)) return read;
  // No code for a file that is not there is documented; a list that lacks it says so.
  const listed = await listTaskFiles(client, { ProjectId, FileIdIn: FileId });
  if (!listed.ok) return listed;
  return { ok: true, gone: !listed.entries.some((file) => textIn(file.FileId) === FileId) };
}

/** Whether an environment of the scheduler has no such node. */
async function isOut(
  client: Client,
  NodeId: string,
  ProjectEnv: ProjectEnv,
): Promise<{ ok: true; out: boolean } | Failure> {
  const outcome = await client.call(actions.GetNode, { NodeId, ProjectEnv });
  if (outcome.ok) return { ok: true, out: false };
  return mayBeAboutState(outcome) ? { ok: true, out: true } : outcome;
}

/**
 * DeleteFile or DeleteDISyncTask; a solution is deleted by no operation. In standard mode DeleteFile
 * takes a task out of development alone; DeployFile with its FileId then brings that to production.
 * Source: aliyun/dataworks-openplatform-examples, submit-sql-demo, FileService.deleteFile.
 */
export function taskDeletion(client: Client, journal: Journal, task: TaskReference): TaskDeletion {
  const { ProjectId, FileId, TaskType } = task;
  const isBatch = TaskType === 'DI_OFFLINE';
  const action = isBatch ? actions.DeleteFile : actions.DeleteDISyncTask;

  /** Looks at a deployment, or, where its id is not known, at the node that it takes away. */
  async function lookAt(
    { removal, node }: Removal,
    from: ProjectEnv,
    begunBy: Action,
  ): Promise<Look<unknown>> {
    if (removal !== undefined) return lookAtDeployment(client, ProjectId, removal, begunBy);
    const look = await isOut(client, node ?? '', from);
    if (!look.ok) return look;
    if (look.out) return { state: 'done', value: {} };
    // A removal that fails gives the file back.
    const file = await lookIfGone(client, task);
    if (!file.ok) return file;
    const words = `still in ${from === 'DEV' ? 'development' : 'production'}`;
    if (!file.gone) return endedBadly(begunBy, `the task is ${words}`, { tries: 2 });
    return { state: 'pending', now: words, tries: 2 };
  }

  const withdrawal: Withdrawal = {
    action: actions.DeployFile,
    send: () => client.call(actions.DeployFile, { ProjectId, FileId }),
    removalIn: ({ Data: id }) => idIn(id),
    async lookIfOut() {
      const { node, ...look } = { node: undefined, ...(await lookIfGone(client, task)) };
      if (!look.ok) return look;
      return node === undefined ? { ok: true, out: look.gone } : isOut(client, node, 'PROD');
    },
    lookAtRemoval: (made) => lookAt(made, 'PROD', actions.DeployFile),
  };

  return {
    action,
    task: { ...task },
    send: () =>
      isBatch
        ? client.call(actions.DeleteFile, { ProjectId, FileId })
        : client.call(actions.DeleteDISyncTask, { ProjectId, FileId, TaskType }),
    removalIn: ({ DeploymentId: id }) => idIn(id),
    lookIfGone: () => lookIfGone(client, task),
    async lookAtRemoval(made) {
      if (made.removal !== undefined) return lookAt(made, 'DEV', action);
      const mode = await workspaceMode(client, journal, ProjectId);
      return mode.ok ? lookAt(made, mode.isStandard ? 'DEV' : 'PROD', action) : mode;
    },
    async production() {
      if (!isBatch) return { ok: true };
      const mode = await workspaceMode(client, journal, ProjectId);
      if (!mode.ok) return mode;
      return { ok: true, ...(mode.isStandard ? { withdrawal } : {}) };
    },
    notThere: `the workspace has no task with the FileId ${FileId}`,
  };
}
