import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { buildScript } from '../script/buildScript';
import {
  generationParamField,
  readGenerationParam,
  type GenerationParam,
} from './generationFields';
import type { ParameterReader } from './parameterReader';
import { scriptFormFields } from './scriptForm/fields';
import { readScriptForm } from './scriptForm/readScriptForm';
import {
  checkTaskContent,
  readTaskContent,
  taskContentFields,
  type TaskContent,
} from './taskContentFields';

const generated = ['DI_REALTIME', 'DI_SOLUTION'];

/** For one that exists. */
export const KEEP = {
  name: 'Keep as It Is',
  value: 'keep',
  description: 'Replace settings only',
} as const;

/** How the script of a batch synchronization is given. */
export const batchInput: INodeProperties = {
  displayName: 'Script',
  name: 'taskContentInput',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Using Fields Below',
      value: 'form',
      description: 'Choose data sources, tables and columns',
    },
    {
      name: 'Using JSON',
      value: 'json',
      description: 'Give a script as the script mode of DataWorks shows it',
    },
  ],
  default: 'json',
  description: 'How to give the script of the task (TaskContent of the API)',
};

/** The script of a batch synchronization, where nothing else is to be chosen: given as JSON or by a form. */
export const batchScriptFields: INodeProperties[] = [
  batchInput,
  ...updateDisplayOptions({ show: { taskContentInput: ['json'] } }, taskContentFields),
  ...updateDisplayOptions({ show: { taskContentInput: ['form'] } }, scriptFormFields),
];

/** The script of a new task: given as JSON or by a form, or generated in the same step. */
export const taskScriptFields: INodeProperties[] = [
  {
    displayName: 'Script',
    name: 'taskContentInput',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { taskType: generated } },
    options: [
      {
        name: 'Generate It',
        value: 'generate',
        description: 'Let DataWorks generate the script, and wait for it',
      },
      {
        name: 'Using JSON',
        value: 'json',
        description: 'Give a script that Sync Task: Generate Configuration has made',
      },
    ],
    default: 'json',
    description: 'How to give the script of the task (TaskContent of the API)',
  },
  { ...batchInput, displayOptions: { show: { taskType: ['DI_OFFLINE'] } } },
  {
    displayName:
      'Real-time tasks and solutions need a script that DataWorks has generated: choose Generate It, or give the output of Sync Task: Generate Configuration',
    name: 'generatedNotice',
    type: 'notice',
    default: '',
    displayOptions: { show: { taskType: generated, taskContentInput: ['json'] } },
  },
  ...updateDisplayOptions({ show: { taskContentInput: ['json'] } }, taskContentFields),
  ...updateDisplayOptions(
    // n8n stops at the first field here that is an expression, as Task Type may be.
    { show: { taskContentInput: ['form'], taskType: ['DI_OFFLINE'] } },
    scriptFormFields,
  ),
  {
    ...generationParamField,
    displayOptions: { show: { taskContentInput: ['generate'], taskType: generated } },
  },
];

/** The script of a new task, or what it is to be generated from. */
export type TaskScript = { content: TaskContent } | { generation: GenerationParam };

/** @throws NodeOperationError that names the field that cannot be used */
export function readTaskScript(
  parameters: ParameterReader,
  taskType: string,
  hint: (message: string) => void,
): TaskScript {
  const others = taskType === 'DI_OFFLINE' ? 'form' : 'generate';
  const input = parameters.oneOf('taskContentInput', 'Script', ['json', others]);
  if (input === 'generate') return { generation: readGenerationParam(parameters) };
  if (input === 'json') return { content: readTaskContent(parameters, taskType, hint) };
  const value = buildScript(readScriptForm(parameters));
  const script = { text: JSON.stringify(value), value };
  return { content: checkTaskContent(parameters, 'Script', script, taskType, hint) };
}
