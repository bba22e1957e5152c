import { apiError, DataIntegrationFailure } from '../errors';
import { addFile, nameIsTaken } from '../state/add-file';
import { FILE_TYPES, touch, type SyncFile, type TaskType } from '../state/sync-file';
import type { Workspace } from '../state/workspace';
import { askedFolder } from './asked-folder';
import { oncePerClientToken } from './client-tokens';
import { dataWorks, type Call, type Operation } from './operation';
import { configurationOfNew } from './new-configuration';
import { checkScript } from './script-rules';
import { storedScript } from './stored-script';
import { invalid, readTaskParam, taskOf, taskTypeOf } from './task-parameters';
import { diWorkspace } from './workspace-access';

/** The script as the task's file holds it. */
function contentOf(
  { settings }: Call,
  taskType: TaskType,
  script: string,
  taskParam: Record<string, unknown>,
): string {
  if (taskType !== 'DI_OFFLINE') return script;
  return storedScript(script, taskParam['ResourceGroup'], settings.storedScript);
}

function create(
  call: Call,
  workspace: Workspace,
  sent: { taskType: TaskType; name: string; content: string; taskParam: string },
): SyncFile {
  if (sent.name.trim() === '') throw invalid('TaskName is empty.');
  checkScript(sent.taskType, sent.content);
  const taskParam = readTaskParam(sent.taskParam);
  const asked = (taskParam['FileFolderPath'] as string | undefined) ?? '';
  const folderPath = askedFolder(call, workspace, asked);
  if (folderPath === undefined || !workspace.folders.has(folderPath)) {
    throw new DataIntegrationFailure(`Invalid path: ${asked}`);
  }
  if (nameIsTaken(call.state, workspace, { folderPath, name: sent.name })) {
    throw apiError('Invalid.DI.Parameter.File.Existed');
  }
  return addFile(call.state, workspace, {
    ...sent,
    fileType: sent.taskType === 'DI_SOLUTION' ? undefined : FILE_TYPES[sent.taskType],
    folderPath,
    content: contentOf(call, sent.taskType, sent.content, taskParam),
    taskParam,
    configure: configurationOfNew(call.settings),
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
    file.taskParam = { ...file.taskParam, ...taskParam };
    const changesScript = TaskContent !== undefined || taskParam['ResourceGroup'] !== undefined;
    if (changesScript) {
      const script = TaskContent ?? file.content;
      file.content = contentOf(call, file.taskType!, script, file.taskParam);
    }
    touch(file, call.caller.identity.userId, call.now);
    return { Success: true, Data: { Status: 'success' } };
  },
});

/** Creating and changing Data Integration tasks. */
export const syncTasks: Operation[] = [createDISyncTask, updateDISyncTask];
