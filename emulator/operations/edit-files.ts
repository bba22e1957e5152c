import { BusinessError } from '../errors';
import type { ParameterSpecs } from '../gateway/parameters';
import { addFile, nameIsTaken } from '../state/add-file';
import { touch, type FileAttributes, type SyncFile } from '../state/sync-file';
import { addFolder } from './add-folder';
import { fileOf, requireBatch } from './file-access';
import { changedConfiguration, NODE_PARAMETERS } from './node-parameters';
import { dataWorks, type Operation } from './operation';
import { fileWorkspace } from './workspace-access';

const ATTRIBUTES = {
  AdvancedSettings: 'string',
  AutoParsing: 'bool',
  ConnectionName: 'string',
  FileDescription: 'string',
} as const satisfies ParameterSpecs;

/** FileType 23 is a batch synchronization, 900 a real-time one. */
const TASK_TYPE_OF: Record<number, SyncFile['taskType']> = { 23: 'DI_OFFLINE', 900: 'DI_REALTIME' };

function attributesOf(given: Partial<Record<keyof FileAttributes, unknown>>) {
  const named = (Object.keys(ATTRIBUTES) as (keyof FileAttributes)[]).filter(
    (name) => given[name] !== undefined,
  );
  return Object.fromEntries(named.map((name) => [name, given[name]])) as Partial<FileAttributes>;
}

const createFile = dataWorks({
  action: 'CreateFile',
  access: 'write',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FileName: 'string*',
    FileType: 'num*',
    FileFolderPath: 'string',
    CreateFolderIfNotExists: 'bool',
    Content: 'string',
    Owner: 'string',
    ResourceGroupId: 'id',
    ...ATTRIBUTES,
    ...NODE_PARAMETERS,
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const { FileName, FileType, Content = '', Owner, CreateFolderIfNotExists } = parameters;
    const folderPath = (parameters.FileFolderPath ?? '').replace(/\/$/, '');
    const place = { folderPath, name: FileName };
    if (!workspace.folders.has(folderPath) && !CreateFolderIfNotExists) {
      throw new BusinessError('Invalid.File.FolderPath', `Invalid path: ${folderPath}`);
    }
    if (nameIsTaken(call.state, workspace, place)) {
      throw new BusinessError('Invalid.File.Existed', 'The file name already exists.');
    }
    if (!workspace.folders.has(folderPath)) addFolder(call, workspace, folderPath);
    const file = addFile(call.state, workspace, {
      ...place,
      taskType: TASK_TYPE_OF[FileType],
      fileType: FileType,
      content: Content,
      attributes: attributesOf(parameters),
      configure: (initial) => changedConfiguration(initial, parameters),
      user: call.caller.identity.userId,
      now: call.now,
    });
    file.owner = Owner ?? file.owner;
    return { Success: true, HttpStatusCode: 200, Data: file.fileId };
  },
});

const updateFile = dataWorks({
  action: 'UpdateFile',
  access: 'write',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FileId: 'id*',
    FileName: 'string',
    FileFolderPath: 'string',
    Content: 'string',
    Owner: 'string',
    ...ATTRIBUTES,
    ...NODE_PARAMETERS,
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const file = fileOf(call, workspace, { FileId: parameters.FileId });
    requireBatch(file, 'UpdateDISyncTask');
    const folderPath = parameters.FileFolderPath?.replace(/\/$/, '') ?? file.folderPath;
    const name = parameters.FileName ?? file.name;
    if (!workspace.folders.has(folderPath)) {
      throw new BusinessError('Invalid.File.FolderPath', `Invalid path: ${folderPath}`);
    }
    if (nameIsTaken(call.state, workspace, { folderPath, name }, file.fileId)) {
      throw new BusinessError('Invalid.File.Existed', 'The file name already exists.');
    }
    const nodeConfiguration = changedConfiguration(file.nodeConfiguration, parameters);
    Object.assign(file, { folderPath, name, nodeConfiguration });
    Object.assign(file.attributes, attributesOf(parameters));
    file.content = parameters.Content ?? file.content;
    file.owner = parameters.Owner ?? file.owner;
    touch(file, call.caller.identity.userId, call.now);
    return { Success: true, HttpStatusCode: 200 };
  },
});

/** Making and changing DataStudio files. */
export const editFiles: Operation[] = [createFile, updateFile];
