import { askedOnce } from '../../../alibabaCloud/client/askedOnce';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2020-05-18';
import type { Journal } from '../../once/journal';

/** Whether a workspace has a development environment beside production (standard mode). */
export type WorkspaceMode = { ok: true; isStandard: boolean } | Failure;

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
export function workspaceMode(
  client: Client,
  journal: Journal,
  projectId: string,
): Promise<WorkspaceMode> {
  return askedOnce(journal, `mode of ${projectId}`, () => readMode(client, projectId));
}
