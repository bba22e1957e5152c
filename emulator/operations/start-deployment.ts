import type { Deployment, DeploymentKind, EnvironmentNumber } from '../state/deployment';
import type { SyncFile } from '../state/sync-file';
import type { Call } from './operation';

/** From which environment to which, in standard mode. */
const ENVIRONMENTS: Record<DeploymentKind, readonly [EnvironmentNumber, EnvironmentNumber]> = {
  submit: [0, 1],
  deploy: [1, 2],
  delete: [0, 1],
  'deploy-deletion': [1, 2],
};

/** Where a package goes and, for a deletion, what it takes away there. */
function routeOf(
  { state, settings }: Call,
  file: SyncFile,
  kind: DeploymentKind,
): Pick<Deployment, 'from' | 'to' | 'withdrawsFrom' | 'forgetsFile'> {
  const isBasic = state.workspaces.get(file.projectId)?.mode === 'basic';
  const straight = isBasic && !(kind === 'submit' && settings.basicSubmit === 'prepares');
  const isDeletion = kind === 'delete' || kind === 'deploy-deletion';
  const atOnce = kind === 'delete' && (straight || settings.deletion === 'atOnce');
  const [from, to] = straight ? ([0, 2] as const) : atOnce ? ([1, 2] as const) : ENVIRONMENTS[kind];
  const isLast = atOnce || kind === 'deploy-deletion' || !state.nodes.PROD.has(file.nodeId ?? -1n);
  return {
    from,
    to,
    withdrawsFrom: !isDeletion ? [] : atOnce ? ['DEV', 'PROD'] : [to === 1 ? 'DEV' : 'PROD'],
    forgetsFile: isDeletion && isLast && settings.deletedFile === 'gone',
  };
}

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
  const checkedAt = call.now + (kind === 'delete' || kind === 'deploy-deletion' ? 0 : checkMs);
  const deployment: Deployment = {
    deploymentId: call.state.ids.next('deployment'),
    projectId: file.projectId,
    fileId: file.fileId,
    fileName: file.name,
    kind,
    ...routeOf(call, file, kind),
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
