import { exactId } from '../../../alibabaCloud/client/exactJson';
import { costOf } from '../../once/waitFor';
import { clientTokenOption, readClientToken } from '../../fields/clientTokenOption';
import { concealOption } from '../../fields/concealOption';
import { generationParamField, readGenerationParam } from '../../fields/generationFields';
import { optionsField } from '../../fields/optionsField';
import { taskField } from '../../fields/taskField';
import { readTaskType } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { generateScript } from '../../flows/generateScript';
import { scriptGeneration } from '../../studios/legacy/tasks';

/** GenerateDISyncTaskConfigForCreating and …ForUpdating, waited for: gives the script of a task. */
export const generateConfiguration: Operation = {
  name: 'Generate Configuration',
  value: 'generateConfiguration',
  action: 'Generate configuration of sync task',
  description: 'Generate the script (TaskContent) that a real-time task or a solution needs',
  fields: [
    workspaceField,
    taskTypeField('generateConfiguration'),
    {
      displayName: 'Generate For',
      name: 'generateFor',
      type: 'options',
      options: [
        {
          name: 'A New Task',
          value: 'creating',
          description: 'Give the script to Sync Task: Create',
        },
        {
          name: 'A Task That Is There',
          value: 'updating',
          description: 'Give the script to Sync Task: Update',
        },
      ],
      default: 'creating',
      description: 'What the script is for',
    },
    { ...taskField, displayOptions: { show: { generateFor: ['updating'] } } },
    generationParamField,
    optionsField([clientTokenOption, concealOption, ...waitOptions]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, unitToken } = call;
    const projectId = parameters.id('projectId', 'Workspace');
    const taskType = readTaskType(parameters, 'generateConfiguration');
    const isUpdate =
      parameters.oneOf('generateFor', 'Generate For', ['creating', 'updating']) === 'updating';
    const taskId = isUpdate ? parameters.id('fileId', 'Task') : undefined;
    const { text: taskParam, secrets } = readGenerationParam(parameters);
    const limits = readWaitLimits(parameters);
    const clientToken =
      readClientToken(parameters) ?? unitToken({ projectId, taskType, taskId, taskParam });

    const request = { projectId, taskType, taskId, taskParam, clientToken, secrets };
    const generated = await generateScript(call, scriptGeneration(client, request), limits);
    if (!generated.ok) return generated;
    const { processId, value } = generated;
    return { ok: true, body: { ...value, ProcessId: exactId(processId), ...costOf(generated) } };
  },
};
