import {
  NodeOperationError,
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  type NodeApiError,
} from 'n8n-workflow';

import { createClient, type Session } from '../alibabaCloud/client/call';
import { cleanFailure } from '../alibabaCloud/client/cleanFailure';
import { describeFailure } from '../alibabaCloud/client/describeFailure';
import { bareNode, failureError } from '../alibabaCloud/client/failureError';
import { cleanServerText } from '../alibabaCloud/client/serverText';
import { openSession } from '../alibabaCloud/client/session';
import { dataWorks } from './api/dataWorks';
import type { Failure } from '../alibabaCloud/client/outcome';
import { growingRedactor, redactTexts, type Redact } from '../alibabaCloud/client/redact';
import { openJournal, type Journal } from './once/journal';
import { openUnits } from './once/unit';
import { createOrderedOutput } from './orderedOutput';
import { readConcurrency, readLimits } from './fields/executionOptions';
import {
  createParameterReader,
  openParameters,
  type SharedParameters,
} from './fields/parameterReader';
import { findOperation } from './resources';
import type { Operation } from './resources/operation';

/** What came of one item. */
type ItemResult =
  | { output: INodeExecutionData[] }
  | { failure: Failure }
  | { refusal: NodeOperationError };

interface Work {
  context: IExecuteFunctions;
  parameters: SharedParameters;
  workflowId: string;
  operation: Operation;
  session: Session;
  journal: Journal;
  hints: Set<string>;
  /** Takes out the keys of the session and what looks like a secret; the keys alone. */
  redact: Redact;
  withoutKeys: Redact;
  /** The round of a loop, from 0. */
  runIndex: number;
}

async function runItem(work: Work, itemIndex: number): Promise<ItemResult> {
  const { context, operation, session, journal, hints, workflowId, runIndex } = work;
  const { node } = work.parameters;
  const units = openUnits(context.getContext('node'), journal, {
    workflowId,
    nodeId: node.id,
    runIndex,
    itemIndex,
    isTool: node.type.endsWith('Tool'),
  });
  try {
    const parameters = createParameterReader(work.parameters, itemIndex);
    const client = createClient(session, readLimits(parameters));
    const result = await operation.execute({
      context,
      itemIndex,
      parameters,
      client,
      timeZone: session.timeZone,
      journal,
      unitToken: units.tokenOf,
      hint: (message) => hints.add(cleanServerText(message, LONGEST_SAID, client.redact)),
    });
    units.end(!result.ok);
    if (!result.ok && result.unfit) {
      const { field, problem, todo } = result.unfit;
      const wayOut = [result.before, todo].filter(Boolean).join(' ');
      return { refusal: parameters.refuse(field, problem, wayOut) };
    }
    if (!result.ok) return { failure: cleanFailure(result, client.redact) };
    const withoutSecrets = client.redactKnown() ?? work.withoutKeys;
    const bodies = Array.isArray(result.body) ? result.body : [result.body];
    return {
      output: bodies.map((body) => ({
        json: redactTexts(body, withoutSecrets) as IDataObject,
        pairedItem: { item: itemIndex },
      })),
    };
  } catch (error) {
    units.end(true);
    const refusal =
      error instanceof NodeOperationError
        ? error
        : new NodeOperationError(node, error as Error, { itemIndex });
    return { refusal: redacted(refusal, work.redact) };
  }
}

/** In characters: texts of our own that quote what a server or an item says. */
const LONGEST_SAID = 2_000;

/** A refusal may quote a parameter or a name of the server, and these hold what they hold. */
function redacted(refusal: NodeOperationError, redact: Redact): NodeOperationError {
  const { message, description } = refusal;
  const shown = cleanServerText(message, LONGEST_SAID, redact);
  if (shown !== message) {
    refusal.message = shown;
    refusal.stack = refusal.stack?.split(message).join(shown) ?? shown;
  }
  if (description) refusal.description = cleanServerText(description, LONGEST_SAID, redact);
  return refusal;
}

type Failed = Exclude<ItemResult, { output: unknown }>;

/** What happened and what to do, in one text. */
function wholeMessage(result: Failed): string {
  if ('refusal' in result) {
    const { message, description } = result.refusal;
    return description ? `${message}. ${description}` : `${message}.`;
  }
  const { message, todo, facts } = describeFailure(result.failure);
  return `${message} ${todo} (${facts})`;
}

/** Error output and "continue" carry what happened as data; the message stays readable alone. */
function failedItem(itemIndex: number, result: Failed): INodeExecutionData {
  const error = wholeMessage(result);
  if ('refusal' in result)
    return { json: { error, details: { tries: 0 } }, pairedItem: { item: itemIndex } };
  const { todo } = describeFailure(result.failure);
  const { action, code, detail, log, requestId, httpStatus, retryAfterMs, tries } = result.failure;
  return {
    json: {
      error,
      details: {
        action: action.name,
        code,
        detail,
        log,
        todo,
        requestId,
        httpStatus,
        retryAfterMs,
        tries,
      },
    },
    pairedItem: { item: itemIndex },
  };
}

/** Items in, items out: in order, each paired with its input, several at the same time. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const items = this.getInputData();
  if (items.length === 0) return [[]];
  const resource = this.getNodeParameter('resource', 0) as string;
  const name = this.getNodeParameter('operation', 0) as string;
  const operation = findOperation(resource, name);
  if (!operation) {
    throw new NodeOperationError(
      this.getNode(),
      `There is no operation "${name}" for the resource "${resource}"`,
      { description: 'Open the node and choose a resource and an operation.' },
    );
  }

  const parameters = openParameters(this);
  const concurrency = Math.min(readConcurrency(createParameterReader(parameters, 0)), items.length);
  const session = await openSession(this, dataWorks, concurrency > 1);
  const keys = () => [...session.secrets];
  const work: Work = {
    context: this,
    parameters,
    workflowId: this.getWorkflow().id ?? '',
    operation,
    session,
    redact: growingRedactor(keys),
    withoutKeys: growingRedactor(keys, false),
    journal: openJournal(this.getContext('node')),
    hints: new Set(),
    runIndex: Number(this.getWorkflowDataProxy(0).$runIndex ?? 0),
  };
  const continues = this.continueOnFail();
  const output = createOrderedOutput();
  let next = 0;
  /** Of items that were under way together. */
  const failures: { itemIndex: number; failed: Failed }[] = [];
  const worker = async () => {
    while (next < items.length && failures.length === 0 && !work.session.signal?.aborted) {
      const itemIndex = next++;
      const result = await runItem(work, itemIndex);
      if ('output' in result) output.add(itemIndex, result.output);
      else if (continues) output.add(itemIndex, [failedItem(itemIndex, result)]);
      else failures.push({ itemIndex, failed: result });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));

  for (const message of work.hints) this.addExecutionHints({ message, location: 'outputPane' });
  const { items: given, done } = output.end();
  const [first] = failures.sort((one, other) => one.itemIndex - other.itemIndex);
  if (first) throw stoppingError(this, first.failed, first.itemIndex, given, done);
  return [given];
}

const SHOWN = 20;

/** n8n shows no output beside a failure that stops the workflow: the failure says what was done. */
function stoppingError(
  context: IExecuteFunctions,
  result: Failed,
  itemIndex: number,
  given: readonly INodeExecutionData[],
  done: number,
): NodeOperationError | NodeApiError {
  const error =
    'refusal' in result
      ? Object.assign(result.refusal, { node: bareNode(context.getNode()) })
      : failureError(context.getNode(), result.failure, itemIndex);
  // An AI agent is given the message of an error alone; n8n runs tools as a type of this ending.
  if (context.getNode().type.endsWith('Tool')) error.message = wholeMessage(result);
  if (done === 0) return error;
  const fileIds = given.flatMap(({ json }) => (json.Data as IDataObject | undefined)?.FileId ?? []);
  const shown =
    cleanServerText(fileIds.slice(0, SHOWN).join(', ')) + (fileIds.length > SHOWN ? ' …' : '');
  const what = done === 1 ? '1 other item was done' : `${done} other items were done`;
  error.description = [error.description, `${what}${shown ? ` (FileId ${shown})` : ''}.`]
    .filter(Boolean)
    .join(' ');
  return error;
}
