import { relatedToken } from '../../client/clientToken';
import { exactId } from '../../client/exactJson';
import type { Failure } from '../../client/outcome';
import { costOf } from '../../client/waiting';
import { clientTokenOption, readClientToken } from '../../parameters/clientTokenOption';
import type { GenerationParam } from '../../parameters/generationFields';
import { readTaskParam, taskParamFields } from '../../parameters/taskParamFields';
import {
  readTaskScript,
  taskScriptFields,
  type TaskScript,
} from '../../parameters/taskScriptFields';
import { taskTypeField, taskTypes } from '../../parameters/taskTypeField';
import { readWaitLimits, waitOptions } from '../../parameters/waitOptions';
import { workspaceField } from '../../parameters/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { createOnce, type IfExists, type NewTask } from './createOnce';
import { generateOnce, type Generated } from './generateOnce';

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
    ...taskScriptFields,
    ...taskParamFields,
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add option',
      default: {},
      options: [
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
              description:
                'Put this script and these settings on the task that is there (batch tasks)',
            },
          ],
          default: 'fail',
          description: 'What to do when a task of this name is already in the folder',
        },
        ...waitOptions.map((option) => ({
          ...option,
          displayOptions: { show: { '/taskContentInput': ['generate'] } },
        })),
      ],
    },
  ],

  async execute(call: Call): Promise<Result> {
    const { client, memory } = call;
    const { script, ...wish } = readWish(call);
    if ('content' in script) {
      const { text: taskContent, secrets } = script.content;
      return createOnce(client, memory, newTask(call, wish, { taskContent, secrets }));
    }
    const generated = await generateFor(call, wish, script.generation);
    if (!generated.ok) return generated;
    client.beginStep();
    const { taskContent, processId } = generated;
    const { secrets } = script.generation;
    const created = await createOnce(client, memory, newTask(call, wish, { taskContent, secrets }));
    if (!created.ok) {
      const before = `The script was generated (process ${processId}) and is used when the node runs again.`;
      return { ...created, before };
    }
    const Generation = { ProcessId: exactId(processId), ...costOf(generated) };
    return { ok: true, body: { ...created.body, Generation } };
  },
};

/** What is asked for, apart from the script. */
type Wish = Omit<NewTask, 'taskContent' | 'secrets' | 'clientToken'> & {
  /** As the user gave it. */
  givenToken: string | undefined;
};

function readWish({ parameters, hint }: Call): Wish & { script: TaskScript } {
  const projectId = parameters.id('projectId', 'Workspace');
  const taskType = parameters.oneOf('taskType', 'Task Type', taskTypes);
  const taskName = parameters.requiredText('taskName', 'Task Name');
  const script = readTaskScript(parameters, taskType, hint);
  const { text: taskParam, folder } = readTaskParam(parameters);
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
  const givenToken = readClientToken(parameters);
  return { projectId, taskType, taskName, taskParam, folder, ifExists, givenToken, script };
}

function newTask(
  { unitToken }: Call,
  { givenToken, ...wish }: Wish,
  script: Pick<NewTask, 'taskContent' | 'secrets'>,
): NewTask {
  const { projectId, taskType, taskName, taskParam } = wish;
  const { taskContent } = script;
  const clientToken =
    givenToken ?? unitToken({ projectId, taskType, taskName, taskContent, taskParam });
  return { ...wish, ...script, clientToken };
}

/** Generates the script with a token that goes with the task's. */
function generateFor(
  { parameters, client, memory, unitToken }: Call,
  { projectId, taskType, taskName, givenToken }: Wish,
  { text: taskParam, secrets }: GenerationParam,
): Promise<Generated | Failure> {
  const clientToken =
    givenToken === undefined
      ? unitToken({ projectId, taskType, taskName, generation: taskParam })
      : relatedToken(givenToken, 'generation');
  const limits = readWaitLimits(parameters);
  return generateOnce(client, memory, {
    projectId,
    taskType,
    taskParam,
    clientToken,
    secrets,
    limits,
  });
}
