import { RESOURCE_GROUPS } from '../defaults';
import { initialConfiguration, type NodeConfiguration } from './node-configuration';
import { newRealTimeTask } from './real-time-task';
import type { State } from './state';
import type { FileAttributes, SyncFile } from './sync-file';
import type { Workspace } from './workspace';

/** What a new file is made of; times are ms since 1970. */
export interface NewFile {
  taskType: SyncFile['taskType'];
  fileType: number | undefined;
  name: string;
  folderPath: string;
  content: string;
  taskParam?: Record<string, unknown>;
  attributes?: Partial<FileAttributes>;
  /** The schedule in place of the initial one; when it throws, no file is added. */
  configure?: (initial: NodeConfiguration) => NodeConfiguration;
  user: string;
  now: number;
}

/**
 * Whether the folder has a file of that name, apart from `except`. One whose deletion is through has
 * no name any more.
 */
export function nameIsTaken(
  state: State,
  { projectId }: Workspace,
  { folderPath, name }: { folderPath: string; name: string },
  except?: bigint,
): boolean {
  for (const file of state.files.values()) {
    if (
      file.name === name &&
      file.folderPath === folderPath &&
      file.projectId === projectId &&
      file.fileId !== except &&
      !(file.deletedStatus === 'RECYCLE_BIN' && !isUnderWay(state, file))
    ) {
      return true;
    }
  }
  return false;
}

/** Whether a deployment of `file` is under way. */
export function isUnderWay({ pendingDeployments }: State, { fileId }: SyncFile): boolean {
  return [...pendingDeployments].some((deployment) => deployment.fileId === fileId);
}

/** Adds a file to the workspace and gives it an id. The caller has checked folder and name. */
export function addFile(state: State, workspace: Workspace, made: NewFile): SyncFile {
  const fileId = state.ids.next('file');
  const configure = made.configure ?? ((initial) => initial);
  const scheduling = RESOURCE_GROUPS.find(({ type }) => type === 1)!;
  const file: SyncFile = {
    fileId,
    projectId: workspace.projectId,
    taskType: made.taskType,
    fileType: made.fileType,
    name: made.name,
    folderPath: made.folderPath,
    content: made.content,
    taskParam: made.taskParam ?? {},
    attributes: {
      AdvancedSettings: '',
      FileDescription: '',
      ConnectionName: '',
      AutoParsing: true,
      ...made.attributes,
    },
    nodeConfiguration: configure(
      initialConfiguration(`${workspace.identifier}.${fileId}_out`, scheduling.id),
    ),
    owner: made.user,
    createdBy: made.user,
    createTime: made.now,
    lastEditUser: made.user,
    lastEditTime: made.now,
    revision: 1,
    versions: [],
    nodeId: undefined,
    deletedStatus: 'NORMAL',
    realTime: newRealTimeTask(),
  };
  state.files.set(fileId, file);
  return file;
}
