import type { ParameterReader } from './parameterReader';
import type { INodeProperties } from 'n8n-workflow';

import { relatedToken } from '../once/token';
import { clientTokenOption, readClientToken } from './clientTokenOption';
import type { GenerationParam } from './generationFields';
import { optionsField } from './optionsField';
import { readTaskParam, taskParamFields } from './taskParamFields';
import { readTaskScript, taskScriptFields, type TaskScript } from './taskScriptFields';
import { readTaskType } from './taskReference';
import { taskTypeField } from './taskTypeField';
import { readWaitLimits, waitOptions } from './waitOptions';
import { workspaceField } from './workspaceField';
import type { IfExists, NewTask } from '../studios/legacy/createOnce';
import type { Generation } from '../studios/legacy/generateOnce';

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
    },
    ...waitOptions.map((option) => ({
      ...option,
      displayOptions: { show: { '/taskContentInput': ['generate'] } },
    })),
  ]),
];

/** What is asked for, apart from the script. */
export type Wish = Omit<NewTask, 'taskContent' | 'secrets' | 'clientToken'> & {
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
export function readNewTask({ parameters, hint }: Reading): Wish & { script: TaskScript } {
  const projectId = parameters.id('projectId', 'Workspace');
  const taskType = readTaskType(parameters);
  const taskName = parameters.requiredText('taskName', 'Task Name');
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
  { givenToken, ...wish }: Wish,
  script: Pick<NewTask, 'taskContent' | 'secrets'>,
): NewTask {
  const { projectId, taskType, taskName, taskParam } = wish;
  const { taskContent } = script;
  const clientToken =
    givenToken ?? unitToken({ projectId, taskType, taskName, taskContent, taskParam });
  return { ...wish, ...script, clientToken };
}

/** The generation of the script, with a token that goes with the task's. */
export function newGeneration(
  { parameters, unitToken }: Reading,
  { projectId, taskType, taskName, givenToken }: Wish,
  { text: taskParam, secrets }: GenerationParam,
): Generation {
  const clientToken =
    givenToken === undefined
      ? unitToken({ projectId, taskType, taskName, generation: taskParam })
      : relatedToken(givenToken, 'generation');
  const limits = readWaitLimits(parameters);
  return { projectId, taskType, taskParam, clientToken, secrets, limits };
}
