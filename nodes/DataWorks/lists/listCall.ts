import { NodeApiError, NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import type { ActionName, Parameters } from '../api/actions';
import { createClient } from '../client/client';
import { isJsonObject, type JsonObject } from '../client/exactJson';
import { failureError } from '../client/failureError';
import { openSession } from '../client/openSession';

/** Limits of a list in the editor, in ms: someone is waiting. */
const LIMITS = { callMs: 15_000, itemMs: 30_000 };

/** Calls one operation and gives its reply's body. */
export type ListCall = <A extends ActionName>(
  action: A,
  parameters: Parameters<A>,
) => Promise<JsonObject>;

/**
 * Opens the way to DataWorks for one list.
 * @throws NodeOperationError for an incomplete credential; its calls throw NodeApiError
 */
export async function openList(context: ILoadOptionsFunctions): Promise<ListCall> {
  const client = createClient(await openSession(context), LIMITS);
  return async (action, parameters) => {
    const outcome = await client.attempt(action, parameters);
    if (outcome.ok) return outcome.body;
    const error: NodeApiError = failureError(context.getNode(), outcome, 0);
    throw error;
  };
}

/**
 * The workspace that is chosen in the node.
 * @throws NodeOperationError when none is chosen yet
 */
export function chosenWorkspace(context: ILoadOptionsFunctions): string {
  const value = context.getCurrentNodeParameter('projectId', { extractValue: true });
  if (value === undefined || value === null || value === '') {
    throw new NodeOperationError(context.getNode(), 'Choose a workspace first', {
      description: 'This list depends on the workspace.',
    });
  }
  return String(value);
}

/** The objects of a list in a reply; `[]` when there is none. */
export function objectsAt(container: unknown, key: string): JsonObject[] {
  const list = isJsonObject(container) ? container[key] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** The token of the page after this one, where there is one, as n8n wants it in a list's result. */
export function nextPage(
  container: unknown,
  page: number,
  pageSize: number,
): { paginationToken?: string } {
  const total = isJsonObject(container) ? Number(container.TotalCount) : 0;
  return total > page * pageSize ? { paginationToken: String(page + 1) } : {};
}
