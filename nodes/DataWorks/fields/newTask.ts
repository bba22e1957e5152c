import type { ParameterReader } from './parameterReader';
import type { INodeProperties } from 'n8n-workflow';

import { nameTakenHint } from './nameTakenHint';
import { relatedToken } from '../once/token';
import { clientTokenOption, readClientToken } from './clientTokenOption';
import type { GenerationParam } from './generationFields';
import { optionsField } from './optionsField';
import { readTaskParam, taskParamFields } from './taskParamFields';
import { readTaskScript, taskScriptFields, type TaskScript } from './taskScriptFields';
import { readTaskType } from './taskReference';
import { taskTypeField } from './taskTypeField';
import { testFirstOption } from './testFirst';
import { readWaitLimits, waitOptions } from './waitOptions';
import { workspaceField } from './workspaceField';
import type { IfExists } from '../flows/createTask';
import type { WaitLimits } from '../once/waitFor';
import type { GenerationRequest, NewTaskRequest } from '../studios/legacy/tasks';

/** The fields of a task that is to be created. */
export const newTaskFields: INodeProperties[] = [
  workspaceField,
  taskTypeField(),
  {
    displayName: 'Task Name',
    name: 'taskName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. new_di_task',
    description: 'The name of the data synchronization task',
  },
  ...taskScriptFields,
  ...taskParamFields,
  optionsField([
    clientTokenOption,
    testFirstOption,
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
          description: 'Put this script and these settings on the task that is there (batch tasks)',
        },
      ],
      default: 'fail',
      description: 'What to do when a task of this name is already in the folder',
      ...nameTakenHint,
    },
    ...waitOptions.map((option) => ({
      ...option,
      displayOptions: { show: { '/taskContentInput': ['generate'] } },
    })),
  ]),
];

/** What is asked for, apart from the script. */
export type NewTaskSettings = Omit<
  NewTaskRequest,
  'taskContent' | 'secrets' | 'clientToken' | 'unit'
> & {
  ifExists: IfExists;
  /** As the user gave it. */
  givenToken: string | undefined;
};

/** What reads a new task: the parameters of its item, and what names its unit of work. */
interface Reading {
  parameters: ParameterReader;
  unitToken: (parameters: Readonly<Record<string, unknown>>) => string;
  hint: (message: string) => void;
}

/** @throws NodeOperationError that names the field that cannot be used */
export function readNewTask({
  parameters,
  hint,
}: Reading): NewTaskSettings & { script: TaskScript } {
  const projectId = parameters.id('projectId', 'Workspace');
  const taskType = readTaskType(parameters);
  const taskName = parameters.requiredText('taskName', 'Task Name').trim();
  if (taskName.includes('/')) {
    hint('Task Name: has a "/" in it, which parts the folders of a path in DataWorks.');
  }
  const script = readTaskScript(parameters, taskType, hint);
  const { text: taskParam, folder } = readTaskParam(parameters);
  const ifExists = parameters.oneOf<IfExists>(
    'options.ifExists',
    'If the Name Is Taken',
    ['fail', 'reuse', 'update'],
    'fail',
  );
  if (ifExists === 'update' && taskType !== 'DI_OFFLINE') {
    throw parameters.refuse(
      'If the Name Is Taken',
      'is Update, which DataWorks has for batch tasks only',
      'Choose Fail or Reuse for this task type.',
    );
  }
  const givenToken = readClientToken(parameters);
  return { projectId, taskType, taskName, taskParam, folder, ifExists, givenToken, script };
}

/** The task with its script, and with a token where the user gave none. */
export function newTask(
  { unitToken }: Reading,
  { givenToken, ...settings }: NewTaskSettings,
  script: Pick<NewTaskRequest, 'taskContent' | 'secrets'>,
): NewTaskRequest & { ifExists: IfExists } {
  const { projectId, taskType, taskName, taskParam } = settings;
  const { taskContent } = script;
  const request = { projectId, taskType, taskName, taskContent, taskParam };
  const clientToken = givenToken ?? unitToken(request);
  // A token that a user gives may come with other parameters.
  const unit =
    givenToken === undefined ? clientToken : relatedToken(givenToken, JSON.stringify(request));
  return { ...settings, ...script, clientToken, unit };
}

/** The generation of the script, with a token that goes with the task's. */
export function newGeneration(
  { parameters, unitToken }: Reading,
  { projectId, taskType, taskName, givenToken }: NewTaskSettings,
  { text: taskParam, secrets }: GenerationParam,
): GenerationRequest & { limits: WaitLimits } {
  const clientToken =
    givenToken === undefined
      ? unitToken({ projectId, taskType, taskName, generation: taskParam })
      : relatedToken(givenToken, 'generation');
  const limits = readWaitLimits(parameters);
  return { projectId, taskType, taskParam, clientToken, secrets, limits };
}
