import { RESOURCE_GROUPS } from '../defaults';
import { apiError, DataIntegrationFailure } from '../errors';
import { FILE_TYPES, TASK_TYPES, type SyncFile, type TaskType } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { oncePerClientToken } from './client-tokens';
import { dataWorks, type Call, type Operation } from './operation';
import { checkScript, jsonObject } from './script-rules';
import { diWorkspace } from './workspace-access';

function invalid(reason: string) {
  return apiError('Invalid.DI.Parameter', `The parameter is invalid. ${reason}`);
}

/** `text` as a task type. Throws Invalid.DI.Parameter. */
export function taskTypeOf(text: string): TaskType {
  if (!TASK_TYPES.includes(text)) throw invalid(`TaskType ${text} is not supported.`);
  return text as TaskType;
}

/** TaskParam as an object with its documented keys checked. Throws Invalid.DI.Parameter. */
function readTaskParam(text: string): Record<string, unknown> {
  const taskParam = jsonObject('TaskParam', text);
  const { FileFolderPath, ResourceGroup, Cu } = taskParam;
  if (FileFolderPath !== undefined && typeof FileFolderPath !== 'string') {
    throw invalid('FileFolderPath is not a string.');
  }
  const isDiGroup = (identifier: unknown) =>
    RESOURCE_GROUPS.some((group) => group.type === 4 && group.identifier === identifier);
  if (ResourceGroup !== undefined && !isDiGroup(ResourceGroup)) {
    throw invalid('ResourceGroup is not the identifier of a Data Integration resource group.');
  }
  if (Cu !== undefined && !(Number(Cu) > 0 && Number.isInteger(Number(Cu) * 2))) {
    throw invalid('Cu is not a multiple of 0.5.');
  }
  return taskParam;
}

function create(
  call: Call,
  workspace: Workspace,
  sent: { taskType: TaskType; name: string; content: string; taskParam: string },
): SyncFile {
  if (sent.name.trim() === '') throw invalid('TaskName is empty.');
  checkScript(sent.taskType, sent.content);
  const taskParam = readTaskParam(sent.taskParam);
  const folderPath = (taskParam['FileFolderPath'] as string | undefined) ?? '';
  if (!workspace.folders.has(folderPath)) {
    throw new DataIntegrationFailure(`Invalid path: ${folderPath}`);
  }
  for (const other of call.state.files.values()) {
    if (
      other.projectId === workspace.projectId &&
      other.folderPath === folderPath &&
      other.name === sent.name
    ) {
      throw apiError('Invalid.DI.Parameter.File.Existed');
    }
  }
  const user = call.caller.identity.userId;
  const file: SyncFile = {
    fileId: call.state.nextFileId++,
    projectId: workspace.projectId,
    taskType: sent.taskType,
    fileType: sent.taskType === 'DI_SOLUTION' ? undefined : FILE_TYPES[sent.taskType],
    name: sent.name,
    folderPath,
    content: sent.content,
    taskParam,
    owner: user,
    createdBy: user,
    createTime: call.now,
    lastEditUser: user,
    lastEditTime: call.now,
  };
  call.state.files.set(file.fileId, file);
  return file;
}

const createDISyncTask = dataWorks({
  action: 'CreateDISyncTask',
  access: 'write',
  failure: 'di',
  query: {
    ProjectId: 'id*',
    TaskType: 'string*',
    TaskName: 'string',
    TaskParam: 'string',
    ClientToken: 'string',
  },
  body: { TaskContent: 'string*' },
  handle(call, parameters) {
    const workspace = diWorkspace(call, parameters.ProjectId);
    const taskType = taskTypeOf(parameters.TaskType);
    const { TaskName, TaskParam, TaskContent } = parameters;
    // The SDK's model leaves these two optional, the API page asks for them.
    if (TaskName === undefined) throw invalid('TaskName is empty.');
    if (TaskParam === undefined) throw invalid('TaskParam is empty.');
    return oncePerClientToken(call, parameters, () => {
      const file = create(call, workspace, {
        taskType,
        name: TaskName,
        content: TaskContent,
        taskParam: TaskParam,
      });
      return { Success: true, Data: { Status: 'success', FileId: file.fileId } };
    });
  },
});

const updateDISyncTask = dataWorks({
  action: 'UpdateDISyncTask',
  access: 'write',
  failure: 'di',
  query: {
    ProjectId: 'id*',
    FileId: 'id*',
    TaskType: 'string*',
    TaskContent: 'string',
    TaskParam: 'string',
  },
  handle(call, { ProjectId, FileId, TaskType, TaskContent, TaskParam }) {
    diWorkspace(call, ProjectId);
    const taskType = taskTypeOf(TaskType);
    if (taskType !== 'DI_OFFLINE') throw invalid('Only DI_OFFLINE tasks can be updated.');
    const file = call.state.files.get(FileId);
    if (file?.projectId !== ProjectId || file.taskType !== taskType) {
      throw new DataIntegrationFailure(`File ${FileId} of type ${taskType} does not exist.`);
    }
    if (TaskContent !== undefined) checkScript(taskType, TaskContent);
    const taskParam = TaskParam === undefined ? {} : readTaskParam(TaskParam);
    file.content = TaskContent ?? file.content;
    file.taskParam = { ...file.taskParam, ...taskParam };
    file.lastEditUser = call.caller.identity.userId;
    file.lastEditTime = call.now;
    return { Success: true, Data: { Status: 'success' } };
  },
});

/** Creating and changing Data Integration tasks. */
export const syncTasks: Operation[] = [createDISyncTask, updateDISyncTask];
