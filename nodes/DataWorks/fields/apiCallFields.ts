import type { INodeProperties } from 'n8n-workflow';

import { concealOption } from './concealOption';
import { optionsField } from './optionsField';

/** Fields as the editor shows them. */
export const ACTION = 'Action';
export const PARAMETERS = 'Parameters';

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
      'The parameters by the names of the API, e.g. {"ProjectId": 10000}. Objects and lists go as the API wants them. Every digit of an ID is kept; in an object that an expression gives, write IDs of more than 15 digits as text.',
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
    concealOption,
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
