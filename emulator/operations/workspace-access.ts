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
 * ResourceNotAuthorized.Api without a role in it, a business error when there is none such.
 */
export function fileWorkspace(
  call: Call,
  named: { ProjectId?: bigint | undefined; ProjectIdentifier?: string | undefined },
): Workspace {
  const { ProjectId, ProjectIdentifier } = named;
  if (ProjectId === undefined && ProjectIdentifier === undefined) {
    throw new BusinessError(
      'Invalid.Parameter',
      'Either ProjectId or ProjectIdentifier must be specified.',
    );
  }
  const workspace = [...call.state.workspaces.values()].find(
    (one) =>
      (ProjectId === undefined || one.projectId === ProjectId) &&
      (ProjectIdentifier === undefined || one.identifier === ProjectIdentifier),
  );
  if (!workspace) {
    throw new BusinessError('Invalid.Tenant.ProjectNotExist', 'The workspace does not exist.');
  }
  requireRole(call);
  return workspace;
}

/** Throws ResourceNotAuthorized.Api when the caller has no role in the workspaces. */
export function requireRole(call: Call): void {
  if (!call.caller.identity.member) throw apiError('ResourceNotAuthorized.Api');
}
