import { BusinessError } from '../errors';
import type { ParameterSpecs } from '../gateway/parameters';
import { addFile, nameIsTaken } from '../state/add-file';
import { touch, type FileAttributes, type SyncFile } from '../state/sync-file';
import { exactJson } from '../exact-json';
import { addFolder } from './add-folder';
import { folderOf } from './asked-folder';
import { configurationOfNew } from './new-configuration';
import { fileOf, requireBatch } from './file-access';
import { replacedScript } from './stored-script';
import { changedConfiguration, NODE_PARAMETERS, type NodeParameters } from './node-parameters';
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

/** Throws a business error for a value that `file` has already. Source: the UpdateFile page. */
function requireChanges(file: SyncFile, given: Record<string, unknown>): void {
  const present: Record<string, unknown> = {
    ...file.attributes,
    FileName: file.name,
    FileFolderPath: file.folderPath,
    Content: file.content,
    Owner: file.owner,
  };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const isSame = Object.hasOwn(NODE_PARAMETERS, name)
      ? exactJson(
          changedConfiguration(file.nodeConfiguration, { [name]: value } as NodeParameters),
        ) === exactJson(file.nodeConfiguration)
      : Object.hasOwn(present, name) && present[name] === value;
    if (isSame) throw new BusinessError('UnchangedValue', { parameter: name });
  }
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
    const asked = parameters.FileFolderPath ?? '';
    const folderPath = folderOf(call, workspace, asked);
    const place = { folderPath, name: FileName };
    if (!workspace.folders.has(folderPath) && !CreateFolderIfNotExists) {
      throw new BusinessError('FolderPath', { path: asked });
    }
    if (nameIsTaken(call.state, workspace, place)) {
      throw new BusinessError('FileExisted');
    }
    if (!workspace.folders.has(folderPath)) addFolder(call, workspace, folderPath);
    const file = addFile(call.state, workspace, {
      ...place,
      taskType: TASK_TYPE_OF[FileType],
      fileType: FileType,
      content: Content,
      attributes: attributesOf(parameters),
      configure: (initial) =>
        changedConfiguration(configurationOfNew(call.settings)(initial), parameters),
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
    const folderPath = folderOf(call, workspace, parameters.FileFolderPath ?? file.folderPath);
    const name = parameters.FileName ?? file.name;
    if (!workspace.folders.has(folderPath)) {
      throw new BusinessError('FolderPath', { path: folderPath });
    }
    if (nameIsTaken(call.state, workspace, { folderPath, name }, file.fileId)) {
      throw new BusinessError('FileExisted');
    }
    const nodeConfiguration = changedConfiguration(file.nodeConfiguration, parameters);
    if (call.settings.unchangedValues === 'refused') {
      requireChanges(file, {
        ...parameters,
        FileFolderPath: parameters.FileFolderPath && folderPath,
      });
    }
    Object.assign(file, { folderPath, name, nodeConfiguration });
    Object.assign(file.attributes, attributesOf(parameters));
    if (parameters.Content !== undefined) {
      const { replacedContent } = call.settings;
      file.content = replacedScript(parameters.Content, file.content, replacedContent);
    }
    file.owner = parameters.Owner ?? file.owner;
    touch(file, call.caller.identity.userId, call.now);
    return { Success: true, HttpStatusCode: 200 };
  },
});

/** Making and changing DataStudio files. */
export const editFiles: Operation[] = [createFile, updateFile];
