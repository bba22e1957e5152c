import { apiError, BusinessError } from '../errors';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/** The workspace of a DISync operation. Throws Forbidden.DI.NoPrivilege. */
export function diWorkspace(call: Call, projectId: bigint): Workspace {
  const workspace = call.state.workspaces.get(projectId);
  if (!workspace || !call.caller.identity.member) throw apiError('Forbidden.DI.NoPrivilege');
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

/** Throws an error of the gateway when the caller has no role in the workspaces. */
export function requireRole(call: Call): void {
  if (!call.caller.identity.member) throw apiError(call.settings.notMember);
}
