import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { ParameterReader } from './parameterReader';

const OUTPUTS = ['simplified', 'raw', 'selected'] as const;
const FIELDS = 'Fields to Include';
const asTool = { '@tool': [true] };

/** Fewer fields in the output, and the script as JSON. */
export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  displayOptions: { hide: asTool },
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** In its place where an AI agent uses the node: n8n's rule for replies of more than ten fields. */
export const toolOutputFields: INodeProperties[] = [
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    options: [
      { name: 'Raw', value: 'raw', description: 'All fields of the reply' },
      { name: 'Selected Fields', value: 'selected', description: 'Only the fields named below' },
      { name: 'Simplified', value: 'simplified', description: 'The fields that matter mostly' },
    ],
    default: 'simplified',
    displayOptions: { show: asTool },
    description: 'How much of the reply the model reads',
  },
  {
    displayName: FIELDS,
    name: 'outputFields',
    type: 'string',
    default: '',
    placeholder: 'e.g. NodeName, Status',
    displayOptions: { show: { ...asTool, output: ['selected'] } },
    description: 'Names of fields of the reply, with commas between them',
  },
];

const readOutput = (parameters: ParameterReader) =>
  parameters.isGiven('output') ? parameters.oneOf('output', 'Output', OUTPUTS) : undefined;

export function readSimplify(parameters: ParameterReader): boolean {
  const output = readOutput(parameters);
  if (output !== undefined) return output === 'simplified';
  return parameters.flag('simplify', 'Simplify', true);
}

/**
 * What of a result an agent's model reads.
 * @throws NodeOperationError when no field is named
 */
export function readSelection(parameters: ParameterReader): (body: JsonObject) => JsonObject {
  if (readOutput(parameters) !== 'selected') return (body) => body;
  const names = parameters.list('outputFields', FIELDS);
  if (names.length === 0) {
    throw parameters.refuse(
      FIELDS,
      'is empty',
      'Name at least one field, or choose another Output.',
    );
  }
  return (body) =>
    Object.fromEntries(
      names.filter((name) => Object.hasOwn(body, name)).map((name) => [name, body[name]!]),
    );
}
