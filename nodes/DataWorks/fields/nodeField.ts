import type { INodeProperties } from 'n8n-workflow';

import type { NodeReference } from '../studios/dataStudio/readNodes';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { workspaceField } from './workspaceField';

/** The fields Workspace and Node, of a node of the new Data Studio that exists. */
export const nodeReferenceFields: INodeProperties[] = [
  workspaceField,
  locator({
    displayName: 'Node',
    name: 'nodeId',
    description: 'The batch synchronization node of Data Studio (Id of the API)',
    noun: 'node',
    list: 'listNodes',
    by: 'ID',
    example: '8137519276425378923',
  }),
];

/** @throws NodeOperationError for a field that cannot be used */
export const readNodeReference = (parameters: ParameterReader): NodeReference => ({
  projectId: parameters.id('projectId', 'Workspace'),
  nodeId: parameters.id('nodeId', 'Node'),
});
