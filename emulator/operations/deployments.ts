import { BusinessError } from '../errors';
import { stageOf, STAGE_STATUS, type DeploymentKind } from '../state/deployment';
import { currentVersion, type FileVersion, type SyncFile } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { fileOf, filesOf, requireBatch } from './file-access';
import { dataWorks, type Call, type Operation } from './operation';
import { startDeployment } from './start-deployment';
import { fileWorkspace } from './workspace-access';

/** Environments by number: 0 none (the editor), 1 development, 2 production. */
const ENVIRONMENTS: Record<DeploymentKind, { FromEnvironment: number; ToEnvironment: number }> = {
  submit: { FromEnvironment: 0, ToEnvironment: 1 },
  deploy: { FromEnvironment: 1, ToEnvironment: 2 },
  delete: { FromEnvironment: 1, ToEnvironment: 2 },
};

/** Why the check of a submission must fail: an input that no node of the workspace puts out. */
function unknownInput(call: Call, workspace: Workspace, file: SyncFile): string | undefined {
  const outputs = new Set([`${workspace.identifier}_root`]);
  for (const { nodeConfiguration } of filesOf(call, workspace)) {
    for (const { Output } of nodeConfiguration.OutputList) outputs.add(Output);
  }
  const missing = file.nodeConfiguration.InputList.find(({ Input }) => !outputs.has(Input));
  return missing && `The parent node output ${missing.Input} does not exist.`;
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
    if (file.nodeConfiguration.InputList.length === 0) {
      throw new BusinessError(
        'Invalid.File.InputListEmpty',
        'The parent nodes are not configured. Set InputList.',
      );
    }
    const current = currentVersion(file);
    if (current?.status === 'COMMITTED' || current?.status === 'DEPLOYING') {
      throw new BusinessError(
        'Invalid.File.InDeployment',
        'A deployment of the file is in progress.',
      );
    }
    const version: FileVersion = {
      version: file.versions.length + 1,
      status: 'COMMITTED',
      revision: file.revision,
      name: file.name,
      content: file.content,
      nodeConfiguration: { ...file.nodeConfiguration },
      comment: parameters.Comment ?? '',
      commitTime: call.now,
      commitUser: call.caller.identity.userId,
      isCurrentProd: false,
    };
    file.versions.push(version);
    const fault = unknownInput(call, workspace, file);
    const { deploymentId } = startDeployment(call, file, 'submit', version.version, fault);
    return { Success: true, HttpStatusCode: 200, Data: deploymentId };
  },
});

/** Why a version of that status, or none, cannot be deployed. */
const NOT_DEPLOYABLE: Partial<Record<FileVersion['status'] | 'NONE', [string, string]>> = {
  NONE: ['Invalid.File.NotCommitted', 'The file has not been committed. Call SubmitFile first.'],
  COMMITTED: ['Invalid.File.Checking', 'The check of the committed file is in progress.'],
  DEPLOYING: ['Invalid.File.InDeployment', 'A deployment of the file is in progress.'],
  DEPLOYED: ['Invalid.File.Deployed', 'The latest version of the file is deployed already.'],
};

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
    requireBatch(file, 'DeployDISyncTask');
    const version = currentVersion(file);
    const refusal = NOT_DEPLOYABLE[version?.status ?? 'NONE'];
    if (!version || refusal) throw new BusinessError(...refusal!);
    version.status = 'DEPLOYING';
    const { deploymentId } = startDeployment(call, file, 'deploy', version.version);
    return { Success: true, HttpStatusCode: 200, Data: deploymentId };
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
      throw new BusinessError('Invalid.Deployment.NotExist', 'The deployment does not exist.');
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
          ...ENVIRONMENTS[deployment.kind],
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
