import { BusinessError } from '../errors';
import type { SyncFile } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { dataWorks, type Call, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace } from './workspace-access';

/** The members that GetFile and ListFiles have in common. */
function fileReply(workspace: Workspace, file: SyncFile) {
  const flow = file.folderPath.split('/')[1];
  const businessId = workspace.businessFlows.find(({ name }) => name === flow)?.businessId;
  return {
    FileId: file.fileId,
    FileName: file.name,
    FileType: file.fileType,
    FileFolderId: workspace.folders.get(file.folderPath),
    BizId: businessId,
    BusinessId: businessId,
    Owner: file.owner,
    CreateUser: file.createdBy,
    CreateTime: file.createTime,
    LastEditUser: file.lastEditUser,
    LastEditTime: file.lastEditTime,
    CommitStatus: 0,
    CurrentVersion: 0,
    ParentId: -1,
    UseType: 'NORMAL',
    IsMaxCompute: false,
    AutoParsing: true,
  };
}

/** The DataStudio files of a workspace: every task but the solutions. */
function filesOf(call: Call, workspace: Workspace): SyncFile[] {
  return [...call.state.files.values()].filter(
    (file) => file.projectId === workspace.projectId && file.fileType !== undefined,
  );
}

/** The file of that id in the workspace. Throws a business error when there is none. */
export function fileOf(call: Call, workspace: Workspace, fileId: bigint): SyncFile {
  const file = call.state.files.get(fileId);
  if (file?.projectId !== workspace.projectId || file.fileType === undefined) {
    throw new BusinessError('Invalid.File.NotExist', 'The file does not exist.');
  }
  return file;
}

const getFile = dataWorks({
  action: 'GetFile',
  access: 'read',
  failure: 'file',
  body: { ProjectId: 'id', ProjectIdentifier: 'string', FileId: 'id', NodeId: 'id' },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    if (parameters.FileId === undefined) {
      throw new BusinessError('Invalid.Parameter', 'FileId or NodeId must be specified.');
    }
    const file = fileOf(call, workspace, parameters.FileId);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        File: { ...fileReply(workspace, file), Content: file.content },
        NodeConfiguration: {},
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
    const asked = <T>(wanted: T | undefined, actual: T) =>
      wanted === undefined || wanted === actual;
    const among = (list: string | undefined, actual: unknown) =>
      list === undefined || list.split(',').some((one) => one.trim() === String(actual));
    const found = filesOf(call, workspace).filter(
      (file) =>
        (Keyword === undefined || file.name.includes(Keyword)) &&
        asked(ExactFileName, file.name) &&
        asked(FileFolderPath?.replace(/\/$/, ''), file.folderPath) &&
        among(FileTypes, file.fileType) &&
        among(FileIdIn, file.fileId) &&
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
    const file = fileOf(call, workspace, parameters.FileId);
    call.state.files.delete(file.fileId);
    return { Success: true, HttpStatusCode: 200 };
  },
});

/** Reading, finding and deleting DataStudio files. */
export const files: Operation[] = [getFile, listFiles, deleteFile];
