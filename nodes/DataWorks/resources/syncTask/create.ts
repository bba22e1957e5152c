import { checkClientToken } from '../../client/clientToken';
import { readTaskContent, taskContentFields } from '../../parameters/taskContentFields';
import { readTaskParam, taskParamFields } from '../../parameters/taskParamFields';
import { taskTypeField, taskTypes } from '../../parameters/taskTypeField';
import { workspaceField } from '../../parameters/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { createOnce, type IfExists, type NewTask } from './createOnce';

// A token that makes repeats count as one is no secret, so it is not masked.
const CLIENT_TOKEN = 'clientToken';

/** CreateDISyncTask: creates a task and gives its FileId. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create a sync task',
  description: 'Create a data synchronization task',
  fields: [
    workspaceField,
    taskTypeField,
    {
      displayName: 'Task Name',
      name: 'taskName',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. new_di_task',
      description: 'The name of the data synchronization task',
    },
    ...taskContentFields,
    ...taskParamFields,
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add option',
      default: {},
      options: [
        {
          displayName: 'Client Token',
          name: CLIENT_TOKEN,
          type: 'string',
          default: '',
          placeholder: 'e.g. order-4711',
          description:
            'Up to 64 ASCII characters that make repeated requests count as one. Empty: the node makes one that stays the same when n8n runs this item again.',
        },
        {
          displayName: 'If the Name Is Taken',
          name: 'ifExists',
          type: 'options',
          options: [
            { name: 'Fail', value: 'fail', description: 'Stop, and name the task that is there' },
            {
              name: 'Reuse',
              value: 'reuse',
              description: 'Give the FileId of the task that is there',
            },
            {
              name: 'Update',
              value: 'update',
              description:
                'Put this script and these settings on the task that is there (batch tasks)',
            },
          ],
          default: 'fail',
          description: 'What to do when a task of this name is already in the folder',
        },
      ],
    },
  ],

  async execute(call: Call): Promise<Result> {
    return createOnce(call.client, call.memory, readNewTask(call));
  },
};

function readNewTask({ parameters, unitToken, hint }: Call): NewTask {
  const projectId = parameters.id('projectId', 'Workspace');
  const taskType = parameters.oneOf('taskType', 'Task Type', taskTypes);
  const taskName = parameters.requiredText('taskName', 'Task Name');
  const taskContent = readTaskContent(parameters, taskType, hint);
  const taskParam = readTaskParam(parameters);
  const ifExists = (parameters.optionalText('options.ifExists') ?? 'fail') as IfExists;
  if (!['fail', 'reuse', 'update'].includes(ifExists)) {
    throw parameters.refuse(
      'If the Name Is Taken',
      `is "${ifExists}"`,
      'Use one of: fail, reuse, update.',
    );
  }
  if (ifExists === 'update' && taskType !== 'DI_OFFLINE') {
    throw parameters.refuse(
      'If the Name Is Taken',
      'is Update, which DataWorks has for batch tasks only',
      'Choose Fail or Reuse for this task type.',
    );
  }

  const given = parameters.optionalText(`options.${CLIENT_TOKEN}`)?.trim();
  const problem = given === undefined ? undefined : checkClientToken(given);
  if (problem !== undefined) {
    throw parameters.refuse('Client Token', problem, 'Shorten or simplify it, or leave it empty.');
  }
  const clientToken =
    given ??
    unitToken({
      projectId,
      taskType,
      taskName,
      taskContent: taskContent.text,
      taskParam: taskParam.text,
    });
  return {
    projectId,
    taskType,
    taskName,
    taskContent: taskContent.text,
    taskParam: taskParam.text,
    clientToken,
    folder: taskParam.folder,
    ifExists,
    secrets: taskContent.secrets,
  };
}
