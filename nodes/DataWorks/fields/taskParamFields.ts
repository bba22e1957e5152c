import type { INodeProperties } from 'n8n-workflow';

import { EXAMPLE_FOLDER, folderField } from './folderField';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';

const whenFields = { show: { taskParamInput: ['fields'] } };

/** Where the task is put and what runs it: the keys of TaskParam. */
export const taskParamFields: INodeProperties[] = [
  {
    displayName: 'Task Settings',
    name: 'taskParamInput',
    type: 'options',
    options: [
      { name: 'Using Fields Below', value: 'fields' },
      { name: 'Using JSON', value: 'json' },
    ],
    default: 'fields',
    description: 'How to give the configuration parameters of the task (TaskParam of the API)',
  },
  { ...folderField, displayOptions: whenFields },
  {
    ...locator({
      displayName: 'Resource Group',
      name: 'resourceGroup',
      description: 'The resource group for Data Integration that runs the task (ResourceGroup)',
      noun: 'resource group',
      list: 'listResourceGroups',
      by: 'Identifier',
      example: 'S_res_group_524257424564736_1681266742960',
    }),
    displayOptions: whenFields,
  },
  {
    displayName: 'CU',
    name: 'cu',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 1, numberStepSize: 0.5 },
    default: 0,
    displayOptions: whenFields,
    description:
      'Compute units for the task, in steps of 0.5, for serverless resource groups only. 0 leaves it to DataWorks.',
  },
  {
    displayName: 'Task Settings (JSON)',
    name: 'taskParam',
    type: 'json',
    default: JSON.stringify({ FileFolderPath: EXAMPLE_FOLDER, ResourceGroup: '' }, null, 2),
    required: true,
    displayOptions: { show: { taskParamInput: ['json'] } },
    description:
      'TaskParam of the API: FileFolderPath, ResourceGroup and, for serverless groups, Cu',
  },
];

export interface TaskParam {
  /** JSON text, as it is sent. */
  text: string;
  folder: string | undefined;
}

/**
 * The compute units of a task; none for 0 and blank.
 * @throws NodeOperationError when they are no multiple of 0.5
 */
export function checkCu(
  parameters: ParameterReader,
  cu: unknown,
  label = 'CU',
): number | undefined {
  if (cu === undefined || cu === null || cu === '') return undefined;
  const units = typeof cu === 'number' || typeof cu === 'string' ? Number(cu) : NaN;
  if (units === 0) return undefined;
  if (!(units > 0) || !Number.isInteger(units * 2)) {
    throw parameters.refuse(
      label,
      `is ${String(cu).slice(0, 50)}`,
      'Use a multiple of 0.5, e.g. 0.5 or 2.',
    );
  }
  return units;
}

/** @throws NodeOperationError that names the field that cannot be used */
export function readTaskParam(parameters: ParameterReader): TaskParam {
  if (parameters.oneOf('taskParamInput', 'Task Settings', ['fields', 'json']) === 'json') {
    const { text, value } = parameters.jsonObject('taskParam', 'Task Settings (JSON)');
    checkCu(parameters, value.Cu);
    const folder = value.FileFolderPath;
    if (folder !== undefined && typeof folder !== 'string') {
      throw parameters.refuse(
        'Task Settings (JSON)',
        'has a FileFolderPath that is not text',
        `Give a path in double quotes, e.g. "${EXAMPLE_FOLDER}".`,
      );
    }
    return { text, folder: folder?.trim() ? folder : undefined };
  }
  const folder = parameters.requiredText('fileFolderPath', 'Folder').trim();
  const resourceGroup = parameters.requiredText('resourceGroup', 'Resource Group').trim();
  const cu = checkCu(parameters, parameters.raw('cu'));
  const param = {
    FileFolderPath: folder,
    ResourceGroup: resourceGroup,
    ...(cu === undefined ? {} : { Cu: cu }),
  };
  return { text: JSON.stringify(param), folder };
}
