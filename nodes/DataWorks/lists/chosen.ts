import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { isJsonObject } from '../../alibabaCloud/client/exactJson';
import { reason } from './reason';

/**
 * What is chosen in a field of the node; `undefined` when nothing is, or when its expression has no
 * value yet.
 */
export function chosen(context: ILoadOptionsFunctions, name: string): string | undefined {
  const parameter: unknown = context.getCurrentNodeParameter(name);
  const value: unknown = isJsonObject(parameter) ? parameter.value : parameter;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text === '' || text.startsWith('=') ? undefined : text;
}

/**
 * The same, for a field that the list cannot do without.
 * @param noun as in "Choose a workspace first"
 * @throws NodeOperationError when nothing is chosen
 */
export function needed(context: ILoadOptionsFunctions, name: string, noun: string): string {
  const value = chosen(context, name);
  if (value !== undefined) return value;
  throw reason(
    context,
    `Choose a ${noun} first. If an expression gives it, run the nodes before this one, so that it has a value.`,
  );
}

/**
 * The workspace that is chosen in the node, as its number.
 * @throws NodeOperationError when none is chosen, or something that is no number
 */
export function chosenWorkspace(context: ILoadOptionsFunctions): string {
  const workspace = needed(context, 'projectId', 'workspace');
  if (/^\d+$/.test(workspace)) return workspace;
  throw reason(
    context,
    `The workspace is "${workspace.slice(0, 50)}", which is no number. Choose it from the list, or enter its ID.`,
  );
}
