import type { Deployment, DeploymentKind } from '../state/deployment';
import type { SyncFile } from '../state/sync-file';
import type { Call } from './operation';

/**
 * Puts a package of `file` on its way; its effects come when it is through. `checkFailure`: why the
 * check is bound to fail. A deletion is not checked.
 */
export function startDeployment(
  call: Call,
  file: SyncFile,
  kind: DeploymentKind,
  fileVersion: number,
  checkFailure?: string,
): Deployment {
  const { checkMs, deployMs } = call.settings.durations;
  const plan = call.plans.deployment(kind);
  const checkedAt = call.now + (kind === 'delete' ? 0 : checkMs);
  const deployment: Deployment = {
    deploymentId: call.state.ids.next('deployment'),
    projectId: file.projectId,
    fileId: file.fileId,
    fileName: file.name,
    kind,
    fileVersion,
    createdBy: call.caller.identity.userId,
    createdAt: call.now,
    checkedAt,
    finishedAt: checkedAt + deployMs,
    failure:
      checkFailure !== undefined
        ? { at: 'check', message: checkFailure }
        : plan && { at: plan.fails, message: plan.message ?? `The ${plan.fails} failed.` },
  };
  call.state.deployments.set(deployment.deploymentId, deployment);
  call.state.pendingDeployments.add(deployment);
  return deployment;
}
