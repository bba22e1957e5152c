import { BusinessError } from '../errors';
import type { RefusalName } from '../refusals';
import { isUnderWay } from '../state/add-file';
import { stageOf, STAGE_STATUS } from '../state/deployment';
import { currentVersion, type FileVersion, type SyncFile } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { fileOf, filesOf, requireBatch } from './file-access';
import { dataWorks, type Call, type Operation } from './operation';
import { startDeployment } from './start-deployment';
import { fileWorkspace } from './workspace-access';

/**
 * An input of `file` that no node puts out. 'atSubmission' knows submitted nodes alone, as recorded;
 * 'inCheck' every file of the workspace.
 */
function unknownInput(call: Call, workspace: Workspace, file: SyncFile): string | undefined {
  const anyFile = call.settings.unknownParent === 'inCheck';
  const outputs = new Set([`${workspace.identifier}_root`]);
  for (const { nodeConfiguration, nodeId } of filesOf(call, workspace)) {
    if (!anyFile && nodeId === undefined) continue;
    for (const { Output } of nodeConfiguration.OutputList) outputs.add(Output);
  }
  return file.nodeConfiguration.InputList.find(({ Input }) => !outputs.has(Input))?.Input;
}

/** Commits `file` as a new version of that status. Throws a business error when it cannot be. */
function commit(
  call: Call,
  workspace: Workspace,
  file: SyncFile,
  { status, Comment = '' }: { status: FileVersion['status']; Comment: string | undefined },
): { version: FileVersion; fault: string | undefined } {
  const { InputList, OutputList } = file.nodeConfiguration;
  if (InputList.length === 0 || OutputList.length === 0) throw new BusinessError('NoInputs');
  const current = currentVersion(file);
  if (current?.status === 'COMMITTED' || current?.status === 'DEPLOYING') {
    throw new BusinessError('InDeployment');
  }
  const output = unknownInput(call, workspace, file);
  const unknown = output === undefined ? undefined : new BusinessError('UnknownParent', { output });
  if (unknown && call.settings.unknownParent === 'atSubmission') throw unknown;
  const version: FileVersion = {
    version: file.versions.length + 1,
    status,
    revision: file.revision,
    name: file.name,
    content: file.content,
    nodeConfiguration: { ...file.nodeConfiguration },
    comment: Comment,
    commitTime: call.now,
    commitUser: call.caller.identity.userId,
    isCurrentProd: false,
  };
  file.versions.push(version);
  return { version, fault: unknown?.message };
}

const submitFile = dataWorks({
  action: 'SubmitFile',
  access: 'write',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FileId: 'id*',
    Comment: 'string',
    SkipAllDeployFileExtensions: 'bool',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const file = fileOf(call, workspace, parameters);
    requireBatch(file, 'DeployDISyncTask');
    if (workspace.mode === 'basic' && call.settings.basicSubmit === 'refused') {
      throw new BusinessError('BasicMode');
    }
    const { Comment } = parameters;
    const { version, fault } = commit(call, workspace, file, { status: 'COMMITTED', Comment });
    const { deploymentId } = startDeployment(call, file, 'submit', version.version, fault);
    return { Success: true, HttpStatusCode: 200, Data: deploymentId };
  },
});

/** Why a version of that status, or none, cannot be deployed. */
const NOT_DEPLOYABLE: Partial<Record<FileVersion['status'] | 'NONE', RefusalName>> = {
  NONE: 'NotCommitted',
  COMMITTED: 'Checking',
  DEPLOYING: 'InDeployment',
  DEPLOYED: 'Deployed',
};

/** Brings the deletion of `file` from development to production. Throws a business error. */
function deployDeletion(call: Call, workspace: Workspace, file: SyncFile): bigint {
  const { deletion, deletionNotInProduction } = call.settings;
  if (workspace.mode === 'basic' || deletion === 'atOnce') throw new BusinessError('FileDeleted');
  if (isUnderWay(call.state, file)) throw new BusinessError('InDeployment');
  const isInProduction = call.state.nodes.PROD.has(file.nodeId!);
  if (!isInProduction && deletionNotInProduction === 'refused') {
    throw new BusinessError('FileDeleted');
  }
  return startDeployment(call, file, 'deploy-deletion', 0).deploymentId;
}

/** Brings the current version of `file` to production. Throws a business error. */
function deployVersion(
  call: Call,
  workspace: Workspace,
  file: SyncFile,
  Comment: string | undefined,
): bigint {
  let version = currentVersion(file);
  let fault: string | undefined;
  // Basic mode has no submission before: the file goes as it stands in the editor.
  if (workspace.mode === 'basic' && version?.revision !== file.revision) {
    ({ version, fault } = commit(call, workspace, file, { status: 'CHECK_OK', Comment }));
  }
  const refusal = NOT_DEPLOYABLE[version?.status ?? 'NONE'];
  if (!version || refusal) throw new BusinessError(refusal!);
  version.status = 'DEPLOYING';
  return startDeployment(call, file, 'deploy', version.version, fault).deploymentId;
}

const deployFile = dataWorks({
  action: 'DeployFile',
  access: 'write',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FileId: 'id',
    NodeId: 'id',
    Comment: 'string',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const file = fileOf(call, workspace, parameters);
    if (file.deletedStatus === 'RECYCLE_BIN') {
      const Data = deployDeletion(call, workspace, file);
      return { Success: true, HttpStatusCode: 200, Data };
    }
    requireBatch(file, 'DeployDISyncTask');
    const Data = deployVersion(call, workspace, file, parameters.Comment);
    return { Success: true, HttpStatusCode: 200, Data };
  },
});

const getDeployment = dataWorks({
  action: 'GetDeployment',
  access: 'read',
  failure: 'file',
  body: { ProjectId: 'id', ProjectIdentifier: 'string', DeploymentId: 'id*' },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const deployment = call.state.deployments.get(parameters.DeploymentId);
    if (deployment?.projectId !== workspace.projectId) {
      throw new BusinessError('DeploymentNotExist', { id: String(parameters.DeploymentId) });
    }
    const stage = stageOf(deployment, call.now);
    const failed = stage === 'failed' || stage === 'check-failed';
    const item = stage === 'success' ? 1 : failed ? 2 : 0;
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        Deployment: {
          ...STAGE_STATUS[stage],
          FromEnvironment: deployment.from,
          ToEnvironment: deployment.to,
          Name: deployment.fileName,
          CreateTime: deployment.createdAt,
          CreatorId: deployment.createdBy,
          HandlerId: deployment.createdBy,
          ExecuteTime: call.now >= deployment.checkedAt ? deployment.checkedAt : undefined,
          ErrorMessage: failed ? deployment.failure?.message : '',
        },
        DeployedItems: [
          { FileId: deployment.fileId, FileVersion: deployment.fileVersion, Status: item },
        ],
      },
    };
  },
});

/** Submitting to development, deploying to production, and how far that is. */
export const deployments: Operation[] = [submitFile, deployFile, getDeployment];
