import { LoadOptionsContext } from 'n8n-core';
import {
  NodeHelpers,
  type ICredentialsHelper,
  type ILoadOptionsFunctions,
  type INodeListSearchResult,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
} from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import { createNode, createWorkflow, withCredential } from './workflow';

export interface ListParts {
  nodeTypes: INodeTypes;
  nodeType: string;
  node: INodeType;
  credentialsHelper: ICredentialsHelper;
  /** The node's parameters so far; n8n's panel sends the defaults along. */
  parameters: INodeParameters;
  /** Where the list's field stands, e.g. `parameters.projectId`; only `&` paths depend on it. */
  path?: string;
}

/** Fills a resource locator's list, as n8n does when it is opened, searched or scrolled. */
export async function listSearch(
  parts: ListParts,
  method: string,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const search = parts.node.methods?.listSearch?.[method];
  if (!search) throw new Error(`The node has no list "${method}".`);
  return search.call(panel(parts), filter, paginationToken);
}

function panel(parts: ListParts): ILoadOptionsFunctions {
  const node = { ...createNode('Temp-Node', parts.nodeType, parts.parameters), ...withCredential };
  const { description } = parts.node;
  const currentNodeParameters = NodeHelpers.getNodeParameters(
    description.properties,
    parts.parameters,
    true,
    false,
    node,
    description,
  );
  const additionalData = createAdditionalData({
    credentialsHelper: parts.credentialsHelper,
    currentNodeParameters: currentNodeParameters ?? {},
  });
  const workflow = createWorkflow(parts.nodeTypes, [node]);
  return new LoadOptionsContext(workflow, node, additionalData, parts.path ?? 'parameters');
}
