import type { INodeProperties } from 'n8n-workflow';

import type { NodeReference } from '../studios/dataStudio/readNodes';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { workspaceField } from './workspaceField';

/** A node of the new Data Studio that exists. */
export const nodeField = locator({
  displayName: 'Node',
  name: 'nodeId',
  description: 'The batch synchronization node of Data Studio (Id of the API)',
  noun: 'node',
  list: 'listNodes',
  by: 'ID',
  example: '8137519276425378923',
});

/** The fields Workspace and Node of it. */
export const nodeReferenceFields: INodeProperties[] = [workspaceField, nodeField];

/** @throws NodeOperationError for a field that cannot be used */
export const readNodeReference = (parameters: ParameterReader): NodeReference => ({
  projectId: parameters.id('projectId', 'Workspace'),
  nodeId: parameters.id('nodeId', 'Node'),
});
