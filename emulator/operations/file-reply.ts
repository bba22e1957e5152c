import { currentVersion, type SyncFile } from '../state/sync-file';
import type { Workspace } from '../state/workspace';

/** The members that GetFile and ListFiles have in common. */
export function fileReply(workspace: Workspace, file: SyncFile) {
  const flow = file.folderPath.split('/')[1];
  const businessId = workspace.businessFlows.find(({ name }) => name === flow)?.businessId;
  const version = currentVersion(file);
  const isCommitted = version?.revision === file.revision && version.status !== 'COMMITTED';
  return {
    FileId: file.fileId,
    FileName: file.name,
    FileType: file.fileType,
    FileFolderId: workspace.folders.get(file.folderPath),
    FileDescription: file.attributes.FileDescription,
    ConnectionName: file.attributes.ConnectionName,
    AutoParsing: file.attributes.AutoParsing,
    BizId: businessId,
    BusinessId: businessId,
    NodeId: file.nodeId,
    Owner: file.owner,
    CreateUser: file.createdBy,
    CreateTime: file.createTime,
    LastEditUser: file.lastEditUser,
    LastEditTime: file.lastEditTime,
    CommitStatus: isCommitted ? 1 : 0,
    CurrentVersion: version?.version ?? 0,
    ParentId: -1,
    UseType: 'NORMAL',
    IsMaxCompute: false,
  };
}
