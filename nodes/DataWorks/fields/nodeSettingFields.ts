import type { INodeProperties } from 'n8n-workflow';

import type { Extend } from '../studios/dataStudio/updateNode';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { checkCu } from './taskParamFields';

/** The resource group that runs a node. */
export const nodeResourceGroupField = locator({
  displayName: 'Resource Group',
  name: 'resourceGroup',
  description: 'The resource group that runs the node (Id of ListResourceGroups)',
  noun: 'resource group',
  list: 'listStudioResourceGroups',
  by: 'Identifier',
  example: 'Serverless_res_group_524257424564736_1681266742960',
});

/** Compute units of the synchronization. */
export const nodeCuField: INodeProperties = {
  displayName: 'CU',
  name: 'cu',
  type: 'number',
  typeOptions: { minValue: 0, numberPrecision: 1, numberStepSize: 0.5 },
  default: 0,
  description:
    'Compute units for the synchronization, in steps of 0.5, for serverless resource groups only. 0 leaves it to DataWorks.',
};

export const descriptionOption: INodeProperties = {
  displayName: 'Description',
  name: 'description',
  type: 'string',
  default: '',
  placeholder: 'e.g. nightly copy of orders',
  description: 'What the node says of itself',
};

export const schedulingCuOption: INodeProperties = {
  displayName: 'Scheduling CU',
  name: 'schedulingCu',
  type: 'number',
  typeOptions: { minValue: 0.25, numberPrecision: 2, numberStepSize: 0.25 },
  default: 0.25,
  description: 'Compute units for what starts the synchronization, beside those of its own',
};

const MOST_CU = 1000;

/**
 * Reads resource group, compute units and description.
 * @param at where they stand: `settings.` or nothing, and where the options do
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readNodeSettings(
  parameters: ParameterReader,
  at: string,
  options: string,
): {
  extend: Extend;
  settings: { resourceGroup?: string; schedulingCu?: number; description?: string };
} {
  const resourceGroup = parameters.optionalText(`${at}resourceGroup`, 'Resource Group')?.trim();
  const cu = checkCu(parameters, parameters.raw(`${at}cu`));
  const description = parameters.optionalText(`${options}description`, 'Description');
  const schedulingCu = parameters.isGiven(`${options}schedulingCu`)
    ? parameters.number(`${options}schedulingCu`, 'Scheduling CU', {
        min: 0.25,
        max: MOST_CU,
        default: 0.25,
      })
    : undefined;
  const group = resourceGroup === undefined ? {} : { resourceGroup };
  return {
    extend: { ...group, ...(cu === undefined ? {} : { cu }) },
    settings: {
      ...group,
      ...(schedulingCu === undefined ? {} : { schedulingCu }),
      ...(description === undefined ? {} : { description }),
    },
  };
}
