import { stageOf, type Deployment } from '../state/deployment';
import { dagFinishedAt, dagStatus, type Environment } from '../state/scheduler';
import type { State } from '../state/state';
import type { FileVersion, SyncFile } from '../state/sync-file';
import { startDag } from './runs';
import type { World } from './world';

/** Brings about what has become due by `now` (ms): effects of deployments, the next DAGs' starts. */
export function settle(world: World, now: number): void {
  for (const deployment of world.state.pendingDeployments) {
    settleDeployment(world.state, deployment, now);
  }
  startWaitingDags(world, now);
}

function settleDeployment(state: State, deployment: Deployment, now: number): void {
  const stage = stageOf(deployment, now);
  const file = state.files.get(deployment.fileId);
  const version = file?.versions.find((one) => one.version === deployment.fileVersion);
  if (deployment.kind === 'submit' && version?.status === 'COMMITTED' && stage !== 'checking') {
    version.status = stage === 'check-failed' ? 'CANCELLED' : 'CHECK_OK';
  }
  if (stage === 'checking' || stage === 'ready') return;

  state.pendingDeployments.delete(deployment);
  if (!file) return;
  const succeeded = stage === 'success';
  const { kind, to, finishedAt } = deployment;
  if (kind === 'delete' || kind === 'deploy-deletion') {
    if (succeeded) remove(state, file, deployment);
    else if (kind === 'delete') file.deletedStatus = 'NORMAL';
    return;
  }
  if (!version) return;
  if (!succeeded) {
    version.status = kind === 'submit' ? 'CANCELLED' : 'CHECK_OK';
  } else if (to === 2) {
    version.status = 'DEPLOYED';
    for (const one of file.versions) one.isCurrentProd = one === version;
    publish(state, 'PROD', file, version, finishedAt);
  } else {
    publish(state, 'DEV', file, version, finishedAt);
  }
}

function publish(
  state: State,
  environment: Environment,
  file: SyncFile,
  version: FileVersion,
  at: number,
): void {
  file.nodeId ??= state.ids.next('node');
  const earlier = state.nodes[environment].get(file.nodeId);
  state.nodes[environment].set(file.nodeId, {
    nodeId: file.nodeId,
    environment,
    projectId: file.projectId,
    fileId: file.fileId,
    fileType: file.fileType!,
    fileVersion: version.version,
    name: version.name,
    owner: file.owner,
    configuration: version.nodeConfiguration,
    createTime: earlier?.createTime ?? at,
    deployDate: at,
  });
}

function remove(
  state: State,
  { fileId, nodeId }: SyncFile,
  { withdrawsFrom, forgetsFile }: Deployment,
): void {
  if (forgetsFile) state.files.delete(fileId);
  if (nodeId === undefined) return;
  for (const environment of withdrawsFrom) state.nodes[environment].delete(nodeId);
}

/** A DAG that follows another starts when that one has succeeded; if it never does, neither does this. */
function startWaitingDags(world: World, now: number): void {
  for (const dag of world.state.waitingDags) {
    if (dag.follows && dagStatus(dag.follows, now) !== 'SUCCESS') continue;
    const earliest = dag.follows ? dagFinishedAt(dag.follows, now)! : dag.createTime;
    world.state.waitingDags.delete(dag);
    startDag(world, dag, earliest);
  }
}
