import type { INodeProperties } from 'n8n-workflow';

import type { Action, ParameterKind } from '../../alibabaCloud/service';
import { isJsonObject } from '../../alibabaCloud/client/exactJson';
import { findEntry, serviceOf, versions, type CatalogEntry, type Version } from '../api/catalog';
import { optionsField } from './optionsField';
import type { ParameterReader } from './parameterReader';

const ACTION = 'Action';
const PARAMETERS = 'Parameters';

/** Fields of API Call. */
export const apiCallFields: INodeProperties[] = [
  {
    displayName: 'API Version',
    name: 'version',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: '2020-05-18',
        value: '2020-05-18',
        description: 'For workspaces with legacy DataStudio, and for what only this version has',
      },
      {
        name: '2024-05-18',
        value: '2024-05-18',
        description:
          'For workspaces with the new Data Studio, and for Operation Center and Data Map',
      },
    ],
    default: '2024-05-18',
  },
  {
    displayName: ACTION,
    name: 'actionName',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    description: 'The action to call',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an action...',
        typeOptions: { searchListMethod: 'listActions', searchable: true },
      },
      { displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. ListAlertRules' },
    ],
  },
  {
    displayName: 'Parameters Input',
    name: 'parametersInput',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Using Fields Below', value: 'fields' },
      { name: 'Using JSON', value: 'json' },
    ],
    default: 'json',
    description: 'How to give the parameters of the action',
  },
  {
    displayName: PARAMETERS,
    name: 'parameters',
    type: 'json',
    default: '{}',
    displayOptions: { show: { parametersInput: ['json'] } },
    description:
      'The parameters by the names of the API, e.g. {"ProjectId": 10000}. Objects and lists go as the API wants them; IDs of more than 15 digits are safest as text.',
  },
  {
    displayName: PARAMETERS,
    name: 'parameterFields',
    type: 'fixedCollection',
    placeholder: 'Add parameter',
    typeOptions: { multipleValues: true },
    default: {},
    displayOptions: { show: { parametersInput: ['fields'] } },
    description: 'The parameters by the names of the API',
    options: [
      {
        displayName: 'Parameter',
        name: 'parameter',
        values: [
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            default: '',
            placeholder: 'e.g. ProjectId',
          },
          { displayName: 'Value', name: 'value', type: 'string', default: '' },
        ],
      },
    ],
  },
  optionsField([
    {
      displayName: 'Parameters Go In',
      name: 'place',
      type: 'options',
      options: [
        { name: 'Form Body', value: 'form' },
        { name: 'Query', value: 'query' },
      ],
      default: 'form',
      description: 'Only for an action that this node does not know: where its parameters go',
    },
    {
      displayName: 'Reads Only',
      name: 'readsOnly',
      type: 'boolean',
      default: true,
      description:
        'Whether to refuse actions that change something. On without this option where an AI agent uses the node as a tool.',
    },
    {
      displayName: 'Return All',
      name: 'returnAll',
      type: 'boolean',
      default: false,
      description: 'Whether to return all results or only up to a given limit',
    },
    {
      displayName: 'Verb',
      name: 'method',
      type: 'options',
      options: [
        { name: 'GET', value: 'GET' },
        { name: 'POST', value: 'POST' },
        { name: 'PUT', value: 'PUT' },
      ],
      default: 'POST',
      description: 'Only for an action that this node does not know: its HTTP verb',
    },
  ]),
];

/** A call of any action, checked. */
export interface ApiCallRequest {
  action: Action;
  /** By the API's names, in the form that each parameter's kind takes. */
  values: Record<string, unknown>;
  returnAll: boolean;
}

interface Reading {
  parameters: ParameterReader;
  unitToken: (parameters: Readonly<Record<string, unknown>>) => string;
  hint: (message: string) => void;
  /** Whether an agent uses the node as its tool. */
  isTool: boolean;
}

/** An action that the catalog does not have, as the user describes it. */
function unknownAction(
  parameters: ParameterReader,
  version: Version,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Action {
  const method = parameters.optionalText('options.method', 'Verb');
  const place = parameters.optionalText('options.place', 'Parameters Go In');
  if (method === undefined && place === undefined) {
    const other = versions.find((one) => one !== version && findEntry(one, name));
    throw parameters.refuse(
      ACTION,
      `is "${name.slice(0, 80)}", which API version ${version} does not have`,
      other === undefined
        ? 'Check its spelling, or choose it from the list. For an action that is newer than this package add the options "Verb" and "Parameters Go In".'
        : `API version ${other} has it: choose that one in API Version.`,
    );
  }
  const kinds = Object.fromEntries(
    Object.entries(given).map(([key, value]): [string, ParameterKind] => [
      key,
      typeof value === 'object' && value !== null ? 'json' : 'text',
    ]),
  );
  return {
    name,
    service: serviceOf(version),
    does: `carry out ${name}`,
    method: method === 'GET' || method === 'PUT' ? method : 'POST',
    effect: 'write',
    [place === 'query' ? 'query' : 'form']: kinds,
    accepted: 'request id',
  };
}

function givenParameters(parameters: ParameterReader): Record<string, unknown> {
  if (parameters.oneOf('parametersInput', 'Parameters Input', ['json', 'fields']) === 'json') {
    return !parameters.isGiven('parameters')
      ? {}
      : { ...parameters.jsonObject('parameters', PARAMETERS).value };
  }
  const { parameter } = (parameters.raw('parameterFields') ?? {}) as { parameter?: unknown };
  const rows = Array.isArray(parameter) ? parameter.filter(isJsonObject) : [];
  return Object.fromEntries(
    rows.flatMap(({ name, value }) => {
      const key = String(name ?? '').trim();
      return key === '' ? [] : [[key, value]];
    }),
  );
}

const isStructure = (kind: ParameterKind) => ['json', 'list', 'flat'].includes(kind);

/** A value in the form that the parameter's kind takes: text of JSON is read where JSON is wanted. */
function valueFor(
  parameters: ParameterReader,
  name: string,
  kind: ParameterKind,
  value: unknown,
): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object') {
    if (isStructure(kind)) return value;
    // Spec, ConnectionProperties and their like are text that holds JSON.
    if (kind === 'text') return JSON.stringify(value);
    throw parameters.refuse(PARAMETERS, `has ${name}, which is no ${kind}`, 'Give a single value.');
  }
  if (typeof value === 'number' && kind === 'id' && !Number.isSafeInteger(value)) {
    throw parameters.refuse(
      PARAMETERS,
      `has ${name}, which is too large for a number in n8n, so its last digits are lost`,
      'Give it as text, in quotes.',
    );
  }
  if (kind === 'list') return String(value).split(',');
  if (kind !== 'json' && kind !== 'flat') return String(value);
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    throw parameters.refuse(
      PARAMETERS,
      `has ${name}, which is not JSON`,
      'The API wants an object or a list there.',
    );
  }
}

function hintAtEntry(
  entry: CatalogEntry,
  values: Readonly<Record<string, unknown>>,
  hint: (message: string) => void,
): void {
  const missing = entry.required.filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    hint(`The API's description of ${entry.name} marks as required: ${missing.join(', ')}.`);
  }
  if (entry.isDeprecated) {
    const instead = entry.replacedBy === undefined ? '' : ` Use ${entry.replacedBy} instead.`;
    hint(`${entry.name} is deprecated.${instead}`);
  }
}

/**
 * Reads the fields of API Call.
 * @throws NodeOperationError for an action that is not known, one that changes something where only
 * reads are wished, and parameters that the action does not have or cannot take
 */
export function readApiCall({ parameters, unitToken, hint, isTool }: Reading): ApiCallRequest {
  const version = parameters.oneOf('version', 'API Version', versions);
  const name = parameters.requiredText('actionName', ACTION).trim();
  const given = givenParameters(parameters);
  const entry = findEntry(version, name);
  const action = entry?.action ?? unknownAction(parameters, version, name, given);

  const readsOnly = parameters.flag('options.readsOnly', 'Reads Only', isTool);
  if (readsOnly && action.effect !== 'read') {
    throw parameters.refuse(
      ACTION,
      `is ${name}, which ${entry ? 'changes something' : 'may change something'}, and only reads are wished`,
      'Add the option "Reads Only" and turn it off.',
    );
  }
  const kinds = { ...action.query, ...action.form };
  const strange = Object.keys(given).filter((key) => !Object.hasOwn(kinds, key));
  if (strange.length > 0) {
    const similar = Object.keys(kinds).find(
      (key) => key.toLowerCase() === strange[0]?.toLowerCase(),
    );
    throw parameters.refuse(
      PARAMETERS,
      `has ${strange.join(', ').slice(0, 200)}, which ${name} does not take`,
      similar === undefined
        ? `It takes: ${Object.keys(kinds).join(', ').slice(0, 1_000) || 'no parameters'}.`
        : `Did you mean ${similar}?`,
    );
  }
  const values = Object.fromEntries(
    Object.entries(kinds).flatMap(([key, kind]) => {
      const value = valueFor(parameters, key, kind, given[key]);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  // So that a lost reply can be followed by a second send.
  if (action.effect === 'token' && values.ClientToken === undefined) {
    values.ClientToken = unitToken({ version, name, ...values });
  }
  if (entry) hintAtEntry(entry, values, hint);
  return { action, values, returnAll: parameters.flag('options.returnAll', 'Return All', false) };
}
