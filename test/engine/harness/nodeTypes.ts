import { NodeConnectionTypes, type INodeType, type INodeTypes } from 'n8n-workflow';

import { nodeName, triggerNodeName, type BuiltPackage } from './builtPackage';
import { stubNodes } from './stubNodes';

/** The nodes' types as workflows name them, and the type that n8n derives from one for AI agents. */
export const nodeTypeName = (builtPackage: BuiltPackage) => `${builtPackage.name}.${nodeName}`;
export const triggerTypeName = (builtPackage: BuiltPackage) =>
  `${builtPackage.name}.${triggerNodeName}`;
export const toolTypeName = (builtPackage: BuiltPackage) => `${nodeTypeName(builtPackage)}Tool`;

/** What n8n knows: the package's nodes, its tool variant, and some stubs (`extra` beside them). */
export function createNodeTypes(
  builtPackage: BuiltPackage,
  extra: Record<string, INodeType> = {},
): INodeTypes {
  const known: Record<string, INodeType> = {
    ...stubNodes,
    ...extra,
    [nodeTypeName(builtPackage)]: builtPackage.node,
    [triggerTypeName(builtPackage)]: builtPackage.trigger,
  };
  if (builtPackage.node.description.usableAsTool) {
    known[toolTypeName(builtPackage)] = asTool(builtPackage.node);
  }
  const find = (type: string) => {
    const nodeType = known[type];
    if (!nodeType) throw new Error(`The test engine knows no node type "${type}".`);
    return nodeType;
  };
  return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

/** n8n serves a node with `usableAsTool` to agents as a copy that has a tool output and no input. */
function asTool(node: INodeType): INodeType {
  const { usableAsTool, ...description } = node.description;
  const asked = typeof usableAsTool === 'object' ? usableAsTool.replacements : {};
  const tool = {
    ...description,
    ...asked,
    name: `${description.name}Tool`,
    displayName: `${description.displayName} Tool`,
    inputs: [],
    outputs: [NodeConnectionTypes.AiTool],
  };
  return Object.create(node, { description: { value: tool } }) as INodeType;
}
