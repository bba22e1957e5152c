import type { INodeParameters } from 'n8n-workflow';

import type { Version } from '../../../nodes/DataWorks/api/catalog';

/** The parameters of API Call; `parameters` is an object, or JSON text to be taken as it is. */
export function apiCall(
  version: Version,
  name: string,
  parameters: object | string = {},
  options: INodeParameters = {},
): INodeParameters {
  return {
    resource: 'apiCall',
    operation: 'call',
    version,
    actionName: { __rl: true, mode: 'name', value: name },
    parameters: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
    options,
  };
}

/** The same with the parameters as fields. */
export const apiCallByFields = (
  version: Version,
  name: string,
  fields: readonly (readonly [name: string, value: unknown])[],
): INodeParameters => ({
  ...apiCall(version, name),
  parametersInput: 'fields',
  parameterFields: {
    parameter: fields.map(([field, value]) => ({ name: field, value })),
  } as INodeParameters,
});
