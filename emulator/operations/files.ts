import { folderOf } from './asked-folder';
import { dataWorks, type Operation } from './operation';
import { fileOf, filesOf, findFile, requireBatch } from './file-access';
import { fileReply } from './file-reply';
import { page } from './paging';
import { startDeployment } from './start-deployment';
import { fileWorkspace } from './workspace-access';

const getFile = dataWorks({
  action: 'GetFile',
  access: 'read',
  failure: 'file',
  body: { ProjectId: 'id', ProjectIdentifier: 'string', FileId: 'id', NodeId: 'id' },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const isNamed = parameters.FileId !== undefined || parameters.NodeId !== undefined;
    if (
      call.settings.missingFile === 'empty' &&
      isNamed &&
      !findFile(call, workspace, parameters)
    ) {
      return { Success: true, HttpStatusCode: 200, Data: {} };
    }
    const file = fileOf(call, workspace, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        File: {
          ...fileReply(workspace, file),
          AdvancedSettings: file.attributes.AdvancedSettings,
          Content: file.content,
          DeletedStatus: file.deletedStatus,
        },
        NodeConfiguration: file.nodeConfiguration,
      },
    };
  },
});

const listFiles = dataWorks({
  action: 'ListFiles',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    Keyword: 'string',
    ExactFileName: 'string',
    FileFolderPath: 'string',
    FileTypes: 'string',
    FileIdIn: 'string',
    NodeId: 'id',
    Owner: 'string',
    LastEditUser: 'string',
    UseType: 'string',
    NeedContent: 'bool',
    NeedAbsoluteFolderPath: 'bool',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const { Keyword, ExactFileName, FileFolderPath, FileTypes, FileIdIn } = parameters;
    const folderPath =
      FileFolderPath === undefined ? undefined : folderOf(call, workspace, FileFolderPath);
    const asked = <T>(wanted: T | undefined, actual: T) =>
      wanted === undefined || wanted === actual;
    const among = (list: string | undefined, actual: unknown) =>
      list === undefined || list.split(',').some((one) => one.trim() === String(actual));
    const found = filesOf(call, workspace).filter(
      (file) =>
        file.deletedStatus === 'NORMAL' &&
        call.now - file.createTime >= call.settings.visibleAfterMs.files &&
        (Keyword === undefined || file.name.includes(Keyword)) &&
        asked(ExactFileName, file.name) &&
        asked(folderPath, file.folderPath) &&
        among(FileTypes, file.fileType) &&
        among(FileIdIn, file.fileId) &&
        (parameters.NodeId === undefined || parameters.NodeId === file.nodeId) &&
        asked(parameters.Owner, file.owner) &&
        asked(parameters.LastEditUser, file.lastEditUser) &&
        asked(parameters.UseType, 'NORMAL'),
    );
    const { items, paging } = page(found, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        Files: items.map((file) => ({
          ...fileReply(workspace, file),
          ...(parameters.NeedContent && { Content: file.content }),
          ...(parameters.NeedAbsoluteFolderPath && { AbsoluteFolderPath: file.folderPath }),
        })),
        ...paging,
      },
    };
  },
});

const deleteFile = dataWorks({
  action: 'DeleteFile',
  access: 'write',
  failure: 'file',
  body: { ProjectId: 'id', ProjectIdentifier: 'string', FileId: 'id*' },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const file = fileOf(call, workspace, parameters);
    requireBatch(file, 'DeleteDISyncTask');
    if (file.nodeId === undefined) {
      call.state.files.delete(file.fileId);
      return { Success: true, HttpStatusCode: 200 };
    }
    file.deletedStatus = 'RECYCLE_BIN';
    const { deploymentId } = startDeployment(call, file, 'delete', 0);
    return { Success: true, HttpStatusCode: 200, DeploymentId: deploymentId };
  },
});

/** Reading, finding and deleting DataStudio files. */
export const files: Operation[] = [getFile, listFiles, deleteFile];
