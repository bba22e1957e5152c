import type { INodeProperties } from 'n8n-workflow';

import { executionOptions } from '../fields/executionOptions';
import { optionsField } from '../fields/optionsField';
import { simplifyField, toolOutputFields } from '../fields/simplifyField';
import { apiCall } from './apiCall';
import { dataSource } from './dataSource';
import { diJob } from './diJob';
import { instance } from './instance';
import type { Resource } from './operation';
import { sharedFields } from './sharedFields';
import { syncNode } from './syncNode';
import { syncTask } from './syncTask';
import { taskInstance } from './taskInstance';

export const resources: readonly Resource[] = [
  apiCall,
  dataSource,
  diJob,
  instance,
  syncNode,
  syncTask,
  taskInstance,
];

/** Every field of the node, each shown with its own resource and operations. */
export function nodeProperties(): INodeProperties[] {
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      type: 'options',
      noDataExpression: true,
      options: resources.map(({ name, value, description }) => ({ name, value, description })),
      default: 'syncTask',
    },
    ...resources.flatMap((resource): INodeProperties[] => [
      operationField(resource),
      ...sharedFields(
        resource.operations.map(({ value, fields }) => ({
          value,
          fields: withExecutionOptions(fields),
        })),
      ).map(({ field, operations }) => shownWith(resource.value, operations, field)),
    ]),
  ];
}

/**
 * Resource and operation come before the field's own conditions: n8n reads them in this order and
 * shows a field, as a required one too, at the first that an expression decides.
 */
function shownWith(
  resource: string,
  operations: string[],
  field: INodeProperties,
): INodeProperties {
  const { displayOptions } = field;
  const show = { resource: [resource], operation: operations, ...displayOptions?.show };
  return { ...field, displayOptions: { ...displayOptions, show } };
}

/** Every operation has the options of the execution beside its own. */
function withExecutionOptions(fields: readonly INodeProperties[]): INodeProperties[] {
  const own = fields.find(({ name }) => name === 'options');
  const options = optionsField(
    // Not by locale: to load the rules of one takes longer than to load all of this package.
    [...((own?.options ?? []) as INodeProperties[]), ...executionOptions].sort((a, b) =>
      a.displayName < b.displayName ? -1 : 1,
    ),
  );
  const others = fields.filter((field) => field !== own);
  return [
    ...others.flatMap((field) => (field === simplifyField ? [field, ...toolOutputFields] : field)),
    options,
  ];
}

function operationField({ value, operations, default: first }: Resource): INodeProperties {
  const field: INodeProperties = {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [value] } },
    options: operations.map(({ name, value: operation, action, description }) => ({
      name,
      value: operation,
      action,
      description,
    })),
    default: '',
  };
  return { ...field, default: first };
}
