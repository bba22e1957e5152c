import {
  NodeOperationError,
  type INode,
  type INodeExecutionData,
  type NodeApiError,
} from 'n8n-workflow';

import { describeFailure } from '../alibabaCloud/client/describeFailure';
import { bareNode, failureError } from '../alibabaCloud/client/failureError';
import type { Failure } from '../alibabaCloud/client/outcome';
import type { Redact } from '../alibabaCloud/client/redact';
import { cleanServerText } from '../alibabaCloud/client/serverText';

/** Why an item has no output: a call failed, or a parameter was refused. */
export type Failed = { failure: Failure } | { refusal: NodeOperationError };

/** In characters: texts of our own that quote what a server or an item says. */
const LONGEST_SAID = 2_000;

/** A text of our own, fit to be shown: clean, without secrets, of a length that can be read. */
export const ownText = (text: string, redact: Redact): string =>
  cleanServerText(text, LONGEST_SAID, redact);

/** A refusal may quote a parameter or a name of the server, and these hold what they hold. */
export function redacted(refusal: NodeOperationError, redact: Redact): NodeOperationError {
  const { message, description } = refusal;
  const shown = ownText(message, redact);
  if (shown !== message) {
    refusal.message = shown;
    refusal.stack = refusal.stack?.split(message).join(shown) ?? shown;
  }
  if (description) refusal.description = ownText(description, redact);
  return refusal;
}

/** What happened and what to do, in one text. */
function wholeMessage(failed: Failed): string {
  if ('refusal' in failed) {
    const { message, description } = failed.refusal;
    return description ? `${message}. ${description}` : `${message}.`;
  }
  const { message, todo, facts } = describeFailure(failed.failure);
  return `${message} ${todo} (${facts})`;
}

/** What happened, as n8n's error, without the parameters of the node. */
function errorOf(node: INode, failed: Failed, itemIndex: number) {
  if ('failure' in failed) return failureError(node, failed.failure, itemIndex);
  return Object.assign(failed.refusal, { node: bareNode(node) });
}

function detailsOf(failed: Failed) {
  if ('refusal' in failed) return { tries: 0 };
  const { todo } = describeFailure(failed.failure);
  const { action, code, detail, log, link, requestId, httpStatus, retryAfterMs, tries } =
    failed.failure;
  return {
    action: action.name,
    code,
    detail,
    log,
    link,
    todo,
    requestId,
    httpStatus,
    retryAfterMs,
    tries,
  };
}

/**
 * The item that stands for one that failed: what happened as text and as data.
 *
 * Before 2.34.4 n8n gives an item with `details` out by the error output only if it has an `error` of
 * its own; and every n8n replaces the json of an item that has one by its message alone. It sorts
 * the items first and copies those that it sorts out. So, where there is an error output, the item
 * gets one that is not copied (n8n-core, workflow-execute: handleNodeErrorOutput, then
 * normalizeNodeErrors).
 */
export function failedItem(node: INode, failed: Failed, itemIndex: number): INodeExecutionData {
  const message = wholeMessage(failed);
  const item = {
    json: { error: message, details: detailsOf(failed) },
    pairedItem: { item: itemIndex },
  };
  if (node.onError !== 'continueErrorOutput') return item;
  const error = Object.assign(errorOf(node, failed, itemIndex), { message });
  return Object.defineProperty(item, 'error', { value: error, enumerable: false });
}

const SHOWN = 20;

/**
 * The failure that stops the workflow. n8n shows no output beside it, so it says what was done.
 * @param others how many items were done, what names their results, and those names
 */
export function stoppingError(
  node: INode,
  failed: Failed,
  itemIndex: number,
  others: { done: number; by: string; names: readonly string[] },
): NodeOperationError | NodeApiError {
  const error = errorOf(node, failed, itemIndex);
  // An AI agent is given the message of an error alone; n8n runs tools as a type of this ending.
  if (node.type.endsWith('Tool')) error.message = wholeMessage(failed);
  const { done, by, names } = others;
  if (done === 0) return error;
  const listed = cleanServerText(names.slice(0, SHOWN).join(', '));
  const shown = listed + (names.length > SHOWN ? ' …' : '');
  const what = done === 1 ? '1 other item was done' : `${done} other items were done`;
  error.description = [error.description, `${what}${shown && ` (${by} ${shown})`}.`]
    .filter(Boolean)
    .join(' ');
  return error;
}
