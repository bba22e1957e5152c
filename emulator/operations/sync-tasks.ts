import { apiError, DataIntegrationFailure } from '../errors';
import { addFile, nameIsTaken } from '../state/add-file';
import { FILE_TYPES, touch, type SyncFile, type TaskType } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { oncePerClientToken } from './client-tokens';
import { dataWorks, type Call, type Operation } from './operation';
import { checkScript } from './script-rules';
import { invalid, readTaskParam, taskOf, taskTypeOf } from './task-parameters';
import { diWorkspace } from './workspace-access';

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
  if (nameIsTaken(call.state, workspace, { folderPath, name: sent.name })) {
    throw apiError('Invalid.DI.Parameter.File.Existed');
  }
  return addFile(call.state, workspace, {
    ...sent,
    fileType: sent.taskType === 'DI_SOLUTION' ? undefined : FILE_TYPES[sent.taskType],
    folderPath,
    taskParam,
    user: call.caller.identity.userId,
    now: call.now,
  });
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

/** Whether `content` is what a generation for updating `file` has given. */
function isGenerated(call: Call, file: SyncFile, content: string | undefined): boolean {
  return [...call.state.generations.values()].some(
    (one) => one.taskId === file.fileId && one.content === content && call.now >= one.readyAt,
  );
}

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
  handle(call, parameters) {
    const { TaskContent, TaskParam } = parameters;
    const file = taskOf(call, parameters);
    // Batch tasks are changed freely, the others only by what a generation for updating has given.
    if (file.taskType !== 'DI_OFFLINE' && !isGenerated(call, file, TaskContent)) {
      throw invalid('Only DI_OFFLINE tasks can be updated directly.');
    }
    if (TaskContent !== undefined) checkScript(file.taskType!, TaskContent);
    const taskParam = TaskParam === undefined ? {} : readTaskParam(TaskParam);
    file.content = TaskContent ?? file.content;
    file.taskParam = { ...file.taskParam, ...taskParam };
    touch(file, call.caller.identity.userId, call.now);
    return { Success: true, Data: { Status: 'success' } };
  },
});

/** Creating and changing Data Integration tasks. */
export const syncTasks: Operation[] = [createDISyncTask, updateDISyncTask];
