import { apiError, BusinessError } from '../errors';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/**
 * The workspace of a DISync operation. Throws Forbidden.DI.NoPrivilege, and a business error where it
 * has the new Data Studio; `namesFile`: the operation is about a file.
 */
export function diWorkspace(call: Call, projectId: bigint, namesFile = false): Workspace {
  const workspace = call.state.workspaces.get(projectId);
  if (!workspace || !call.caller.identity.member) throw apiError('Forbidden.DI.NoPrivilege');
  requireLegacyStudio(workspace, namesFile);
  return workspace;
}

/**
 * The workspace that a file operation names by ProjectId or ProjectIdentifier. Throws
 * an error of the gateway without a role in it, a business error when there is none such.
 */
export function fileWorkspace(
  call: Call,
  named: { ProjectId?: bigint | undefined; ProjectIdentifier?: string | undefined },
): Workspace {
  const { ProjectId, ProjectIdentifier } = named;
  if (ProjectId === undefined && ProjectIdentifier === undefined) {
    throw new BusinessError('NoWorkspaceNamed');
  }
  const workspace = [...call.state.workspaces.values()].find(
    (one) =>
      (ProjectId === undefined || one.projectId === ProjectId) &&
      (ProjectIdentifier === undefined || one.identifier === ProjectIdentifier),
  );
  if (!workspace) throw new BusinessError('WorkspaceNotExist');
  requireRole(call);
  return workspace;
}

/**
 * As `fileWorkspace`, for the operations of Data Studio: throws a business error where the workspace
 * has the new one.
 */
export function studioWorkspace(
  call: Call,
  named: Parameters<typeof fileWorkspace>[1] & { FileId?: bigint | undefined },
): Workspace {
  const workspace = fileWorkspace(call, named);
  requireLegacyStudio(workspace, named.FileId !== undefined);
  return workspace;
}

function requireLegacyStudio({ newDataStudio }: Workspace, namesFile: boolean): void {
  if (newDataStudio) {
    throw new BusinessError(namesFile ? 'NewDataStudioCode' : 'NewDataStudioFolder');
  }
}

/** Throws an error of the gateway when the caller has no role in the workspaces. */
export function requireRole(call: Call): void {
  if (!call.caller.identity.member) throw apiError(call.settings.notMember);
}
