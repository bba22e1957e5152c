import type { INodeProperties } from 'n8n-workflow';

import {
  generationParamField,
  readGenerationParam,
  type GenerationParam,
} from './generationFields';
import type { ParameterReader } from './parameterReader';
import { readTaskContent, taskContentFields, type TaskContent } from './taskContentFields';

const generated = ['DI_REALTIME', 'DI_SOLUTION'];

/** The script of a new task: given, or for the types that need that, generated in the same step. */
export const taskScriptFields: INodeProperties[] = [
  {
    displayName: 'Script',
    name: 'taskContentInput',
    type: 'options',
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
  ...taskContentFields.map((field) => ({
    ...field,
    displayOptions: { show: { taskType: ['DI_OFFLINE'] } },
  })),
  ...taskContentFields.map((field) => ({
    ...field,
    displayOptions: { show: { taskType: generated, taskContentInput: ['json'] } },
  })),
  {
    ...generationParamField,
    displayOptions: { show: { taskType: generated, taskContentInput: ['generate'] } },
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
  const input =
    taskType === 'DI_OFFLINE'
      ? 'json'
      : parameters.oneOf('taskContentInput', 'Script', ['json', 'generate']);
  return input === 'generate'
    ? { generation: readGenerationParam(parameters) }
    : { content: readTaskContent(parameters, taskType, hint) };
}
