import {
  updateDisplayOptions,
  type INodeProperties,
  type INodePropertyOptions,
} from 'n8n-workflow';

import { exactId } from '../../../alibabaCloud/client/exactJson';
import { deployNotice } from '../../fields/deployNotice';
import type { ParameterReader } from '../../fields/parameterReader';
import { scriptFormFields } from '../../fields/scriptForm/fields';
import {
  readTaskContent,
  taskContentFields,
  type TaskContent,
} from '../../fields/taskContentFields';
import { checkCu, taskParamFields } from '../../fields/taskParamFields';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { batchInput, KEEP, readTaskScript } from '../../fields/taskScriptFields';
import type { Call, Operation, Result } from '../operation';
import { updateTask } from '../../flows/updateTask';
import { taskUpdate, type TaskReference, type TaskUpdateRequest } from '../../studios/legacy/tasks';

/** The keys of TaskParam that a task that exists can have changed, each to be added alone. */
const settingFields = taskParamFields
  .filter(({ name }) => name === 'resourceGroup' || name === 'cu')
  .map((field): INodeProperties => {
    const alone = { ...field };
    delete alone.displayOptions;
    delete alone.required;
    return alone;
  });

// In `show`, n8n stops at the first field that is an expression, as Task Type may be.
const batch = { taskType: ['DI_OFFLINE'] };
const others = { taskType: ['DI_REALTIME', 'DI_SOLUTION'] };

/** UpdateDISyncTask, or UpdateFile for a long script: puts a script and settings on a task. */
export const update: Operation = {
  name: 'Update',
  value: 'update',
  action: 'Update sync task',
  description:
    'Put another script or other settings on a task. They take effect when the task is deployed.',
  named: { by: 'FileId', in: 'Data' },
  isDraft: true,
  fields: [
    ...taskReferenceFields(),
    { ...deployNotice, displayOptions: { show: batch } },
    {
      displayName: 'Script',
      name: 'taskContentInput',
      type: 'options',
      noDataExpression: true,
      displayOptions: { show: batch },
      options: [KEEP, ...(batchInput.options as INodePropertyOptions[])],
      default: 'json',
      description: 'How to give the new script of the task (TaskContent of the API)',
    },
    ...updateDisplayOptions({ show: { taskContentInput: ['json'], ...batch } }, taskContentFields),
    ...updateDisplayOptions({ show: { taskContentInput: ['form'], ...batch } }, scriptFormFields),
    ...updateDisplayOptions({ show: others }, taskContentFields),
    {
      displayName: 'Settings',
      name: 'settings',
      type: 'collection',
      placeholder: 'Add setting',
      default: {},
      displayOptions: { show: batch },
      description:
        'The settings to replace (TaskParam). Those that are not added stay as they are.',
      options: settingFields,
    },
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, hint } = call;
    const task = readTaskReference(parameters);
    const request = readUpdate(parameters, task, hint);
    const updated = await updateTask(call, taskUpdate(client, request));
    if (!updated.ok) return updated;
    const { requestId: RequestId } = updated;
    const Data = { FileId: exactId(task.FileId), Status: 'success' };
    return { ok: true, body: { Success: true, RequestId, Data, Outcome: 'updated' } };
  },
};

function readUpdate(
  parameters: ParameterReader,
  { ProjectId: projectId, FileId: fileId, TaskType: taskType }: TaskReference,
  hint: (message: string) => void,
): TaskUpdateRequest {
  const isBatch = taskType === 'DI_OFFLINE';
  const script = isBatch
    ? readBatchScript(parameters, hint)
    : readTaskContent(parameters, taskType, hint);
  const taskParam = isBatch ? readSettings(parameters) : undefined;
  if (script === undefined && taskParam === undefined) {
    throw parameters.refuse(
      'Settings',
      'has no setting, and the script is to stay',
      'Add a setting, or give a script.',
    );
  }
  return {
    projectId,
    fileId,
    taskType,
    ...(script === undefined ? {} : { taskContent: script.text }),
    ...(taskParam === undefined ? {} : { taskParam }),
    secrets: script?.secrets ?? [],
  };
}

function readBatchScript(
  parameters: ParameterReader,
  hint: (message: string) => void,
): TaskContent | undefined {
  const input = parameters.oneOf('taskContentInput', 'Script', ['json', 'form', 'keep']);
  if (input === 'keep') return undefined;
  const script = readTaskScript(parameters, 'DI_OFFLINE', hint);
  return 'content' in script ? script.content : undefined;
}

/** TaskParam as JSON text, where there is a setting. */
function readSettings(parameters: ParameterReader): string | undefined {
  const ResourceGroup = parameters.optionalText('settings.resourceGroup', 'Resource Group')?.trim();
  const Cu = checkCu(parameters, parameters.raw('settings.cu'));
  return ResourceGroup === undefined && Cu === undefined
    ? undefined
    : JSON.stringify({ ResourceGroup, Cu });
}
