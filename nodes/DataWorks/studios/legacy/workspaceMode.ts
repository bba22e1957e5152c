import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2020-05-18';
import type { Journal } from '../../once/journal';

/** Whether a workspace has a development environment beside production (standard mode). */
export type WorkspaceMode = { ok: true; isStandard: boolean } | Failure;

/** By what all items of an execution share. */
const known = new WeakMap<Journal, Map<string, Promise<WorkspaceMode>>>();

async function readMode(client: Client, projectId: string): Promise<WorkspaceMode> {
  const outcome = await client.call(actions.GetProject, { ProjectId: projectId });
  if (!outcome.ok) {
    // Most workspaces have it; what acts there says itself what it may not.
    return outcome.kind === 'refused' ? { ok: true, isStandard: true } : outcome;
  }
  const { EnvTypes: types } = isJsonObject(outcome.body.Data) ? outcome.body.Data : {};
  // Source: aliyun/dataworks-openplatform-examples, submit-sql-demo: two EnvTypes are standard mode.
  return { ok: true, isStandard: !Array.isArray(types) || types.length !== 1 };
}

/** The mode of a workspace: asked for once in an execution, and again after a failure. */
export async function workspaceMode(
  client: Client,
  journal: Journal,
  projectId: string,
): Promise<WorkspaceMode> {
  const modes = known.get(journal) ?? new Map<string, Promise<WorkspaceMode>>();
  known.set(journal, modes);
  const asked = modes.get(projectId) ?? readMode(client, projectId);
  modes.set(projectId, asked);
  const mode = await asked;
  if (!mode.ok && modes.get(projectId) === asked) modes.delete(projectId);
  return mode;
}
