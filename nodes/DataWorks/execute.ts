import {
  NodeOperationError,
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
} from 'n8n-workflow';

import { clock } from '../alibabaCloud/client/clock';
import { createClient, type Client, type Session } from '../alibabaCloud/client/call';
import { cleanFailure } from '../alibabaCloud/client/cleanFailure';
import { isJsonObject, type JsonObject } from '../alibabaCloud/client/exactJson';
import { bareNode } from '../alibabaCloud/client/failureError';
import type { Failure } from '../alibabaCloud/client/outcome';
import { growingRedactor, redactTexts, type Redact } from '../alibabaCloud/client/redact';
import { openSession } from '../alibabaCloud/client/session';
import { dataWorks } from './api/dataWorks';
import { consoleLink } from './consoleLink';
import { waitOutside, workOnItems, type Place } from './once/items';
import { openJournal, type Journal } from './once/journal';
import { createJoiner } from './once/joiner';
import { createPoller, Parked, type Poller } from './once/poller';
import type { PollingClient } from './once/waitFor';
import { openUnits } from './once/unit';
import { createOrderedOutput } from './orderedOutput';
import { failedItem, ownText, redacted, stoppingError, type Failed } from './failedItem';
import { readConceal } from './fields/concealOption';
import { readConcurrency, readLimits } from './fields/executionOptions';
import {
  createParameterReader,
  openParameters,
  type ParameterReader,
  type SharedParameters,
} from './fields/parameterReader';
import { readSelection } from './fields/simplifyField';
import { LABEL, readParks } from './fields/whileWaitingOption';
import {
  forgetLooks,
  keeper,
  keepParameters,
  markUnended,
  openLooks,
  park,
  parkedItems,
  resultWithin,
  stillWaits,
  waiting,
  whyNotPark,
  type Looks,
  type ParkedItem,
  type ParkedUntil,
} from './park';
import { loadOperation } from './resources/loadOperation';
import type { Operation } from './resources/operation';
import { redactScript } from './script/scriptSecrets';

/** What the items of an execution share. */
interface Work {
  context: IExecuteFunctions;
  operation: Operation;
  parameters: SharedParameters;
  workflowId: string;
  session: Session;
  journal: Journal;
  poller: Poller;
  /** `undefined`: each item sends its own calls, one item after the other. */
  joiner: ReturnType<typeof createJoiner> | undefined;
  hints: Set<string>;
  /** Takes out the keys of the session and what looks like a secret; the keys alone. */
  redact: Redact;
  withoutKeys: Redact;
  /** The round of a loop, from 0. */
  runIndex: number;
  /** What is looked at again, where that is all this execution does. */
  looks: Looks | undefined;
}

/** Where the console has the workspace of an item. */
function linkOf({ context, session }: Work, parameters: ParameterReader): string | undefined {
  if (!parameters.isGiven('projectId')) return undefined;
  const resource = context.getNodeParameter('resource', 0) as string;
  const studio = /^(syncNode|taskInstance)$/.test(resource) ? 'dataStudio' : 'legacy';
  return consoleLink(session.region, parameters.id('projectId', 'Workspace'), studio);
}

async function chosenOperation(
  context: IExecuteFunctions,
  name = context.getNodeParameter('operation', 0) as string,
): Promise<Operation> {
  const resource = context.getNodeParameter('resource', 0) as string;
  const operation = await loadOperation(resource, name);
  if (operation) return operation;
  throw new NodeOperationError(
    bareNode(context.getNode()),
    `There is no operation "${name}" for the resource "${resource}"`,
    { description: 'Open the node and choose a resource and an operation.' },
  );
}

/** Reads what is the same for all items. A refusal keeps nothing of the other parameters. */
function readOnce<Value>(context: IExecuteFunctions, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof NodeOperationError
      ? Object.assign(error, { node: bareNode(context.getNode()) })
      : error;
  }
}

/** Lets an item wait, and send what is equal, together with the others. */
const together = (
  { poller, joiner, looks }: Work,
  place: Place,
  item: ParkedItem,
  renew: () => Promise<Failure | undefined>,
): Omit<PollingClient, keyof Client> => ({
  poller: {
    ...poller,
    async wait(poll, limits) {
      if (limits.parks && !looks) {
        const now = clock.now();
        throw new Parked({ begin: now, lookedAt: now, calls: 0 });
      }
      const { wait } = item;
      // A further wait of the same item is another one.
      delete item.wait;
      const ended = await waitOutside(place, poller.wait(poll, limits, wait));
      return ended.by === 'look' && !ended.failure ? { ...ended, failure: await renew() } : ended;
    },
  },
  join: (call, subject, send) =>
    joiner ? waitOutside(place, joiner.join(call, subject, send)) : send([subject]),
});

const NOT_DEPLOYED = 'It takes effect when it is deployed: use Deploy.';

/** What an operation gives for an item, without secrets; what it throws is a refusal of the item. */
async function run(
  work: Work,
  itemIndex: number,
  place: Place,
): Promise<JsonObject[] | Failed | ParkedUntil> {
  const { context, operation, session, journal, hints, looks } = work;
  const { node } = work.parameters;
  const isTool = node.type.endsWith('Tool');
  const { workflowId, runIndex } = looks ?? work;
  const ofRun = { workflowId, nodeId: node.id, runIndex, itemIndex, isTool };
  const units = openUnits(context.getContext('node'), journal, ofRun);
  const known = looks?.items[itemIndex];
  const item: ParkedItem = known ?? { parameters: {}, kept: {} };
  const values = keepParameters(item, known !== undefined, work.parameters.values);
  /** Makes anew what is not kept. */
  const renewals: (() => Promise<Failure | undefined>)[] = [];
  try {
    const parameters = createParameterReader({ ...work.parameters, values }, itemIndex);
    const whyNot = readParks(parameters) && whyNotPark(isTool);
    if (whyNot) throw parameters.refuse(LABEL, 'is Park It, which cannot be done here', whyNot);
    const conceals = readConceal(parameters);
    const selected = isTool ? readSelection(parameters) : undefined;
    const hinted: string[] = [];
    const client = createClient(session, readLimits(parameters));
    const given = await operation.execute({
      context,
      itemIndex,
      parameters,
      client: {
        ...client,
        ...together(work, place, item, async () => {
          for (const renew of renewals) {
            const failure = await renew();
            if (failure) return failure;
          }
          return undefined;
        }),
      },
      timeZone: session.timeZone,
      journal,
      unitToken: units.tokenOf,
      keep: keeper(item, known !== undefined, renewals),
      within: (whole) => (item.within = whole),
      hint(message) {
        const text = ownText(message, client.redact);
        hints.add(text);
        hinted.push(text);
      },
    });
    const result = resultWithin(known?.within, given);
    units.end(!result.ok);
    if (!result.ok && result.unfit) {
      const { field, problem, todo } = result.unfit;
      const wayOut = [result.before, todo].filter(Boolean).join(' ');
      return { refusal: redacted(parameters.refuse(field, problem, wayOut), work.redact) };
    }
    const hasLink = result.ok ? operation.links : result.kind === 'ended badly';
    const link = hasLink ? linkOf(work, parameters) : undefined;
    if (!result.ok) {
      return { failure: cleanFailure({ ...result, ...(link && { link }) }, client.redact) };
    }
    const withoutSecrets = client.redactKnown() ?? work.withoutKeys;
    const bodies = Array.isArray(result.body) ? result.body : [result.body];
    const shown = bodies.map((body) => {
      const named = conceals && !result.isRedacted ? redactScript(body) : body;
      const shownBody = redactTexts(named, withoutSecrets) as JsonObject;
      return link ? { ...shownBody, Link: link } : shownBody;
    });
    if (!selected) return shown;
    // A model sees neither the output panel nor the notice above the fields.
    const Hints = operation.isDraft ? [...hinted, NOT_DEPLOYED] : hinted;
    const outputs = shown.map(selected);
    if (outputs[0] && Hints.length > 0) outputs[0] = { ...outputs[0], Hints };
    return outputs;
  } catch (error) {
    units.end(!(error instanceof Parked));
    if (error instanceof Parked) {
      const { wait, until } = error;
      return { parked: { ...item, wait }, until };
    }
    const refusal =
      error instanceof NodeOperationError
        ? error
        : new NodeOperationError(work.parameters.node, error as Error, { itemIndex });
    return { refusal: redacted(refusal, work.redact) };
  }
}

/** What names a result in the words beside another item's failure. */
function nameOf(body: JsonObject, named: Operation['named']): string | undefined {
  if (named === undefined) return undefined;
  const container = named.in === undefined ? body : body[named.in];
  const name = isJsonObject(container) ? container[named.by] : undefined;
  return typeof name === 'number' || typeof name === 'string' ? String(name) : undefined;
}

/** Items in, items out: in order, each paired with its input, several at the same time. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const { length } = this.getInputData();
  if (length === 0) return [[]];
  const looks = openLooks(this);
  const count = looks?.items.length ?? length;
  if (looks && !looks.begun) {
    looks.begun = true;
    markUnended(this, true);
    return [[waiting()]];
  }
  const operation = await chosenOperation(this, looks?.operation);
  const parameters = openParameters(this);
  const concurrency = readOnce(this, () => {
    const wished = readConcurrency(createParameterReader(parameters, 0));
    return Math.min(wished, count);
  });
  const session = await openSession(this, dataWorks, concurrency > 1);
  if (looks && !(await stillWaits(this, looks))) session.signal = AbortSignal.abort();
  const keys = () => [...session.secrets];
  const work: Work = {
    context: this,
    operation,
    parameters,
    workflowId: this.getWorkflow().id ?? '',
    session,
    poller: createPoller(session.signal, looks !== undefined),
    joiner: concurrency > 1 ? createJoiner() : undefined,
    hints: new Set(),
    redact: growingRedactor(keys),
    withoutKeys: growingRedactor(keys, false),
    journal: openJournal(this.getContext('node')),
    runIndex: Number(this.getWorkflowDataProxy(0).$runIndex ?? 0),
    looks,
  };
  const { node } = parameters;
  if (looks) {
    forgetLooks(this);
    markUnended(this, false);
  }
  const continues = looks?.continues ?? this.continueOnFail();
  const output = createOrderedOutput();
  const names = new Map<number, string>();
  /** Of items that were under way together. */
  const failures: { itemIndex: number; failed: Failed }[] = [];
  const parked = new Map<number, ParkedUntil>();

  await workOnItems({
    count,
    concurrency,
    goesOn: () => failures.length === 0 && (looks !== undefined || !session.signal?.aborted),
    onIdle() {
      work.joiner?.sendAll();
      work.poller.look();
    },
    async work(itemIndex, place) {
      const result = looks?.items[itemIndex]?.done ?? (await run(work, itemIndex, place));
      if ('parked' in result) {
        parked.set(itemIndex, result);
        return;
      }
      if (Array.isArray(result)) {
        const pairedItem = () => ({ item: itemIndex });
        output.add(
          itemIndex,
          result.map((body: object) => ({
            json: body as IDataObject,
            pairedItem: pairedItem(),
          })),
        );
        const name =
          result.length === 1 && result[0]
            ? nameOf(result[0] as JsonObject, operation.named)
            : undefined;
        if (name) names.set(itemIndex, name);
        return;
      }
      if (continues) output.add(itemIndex, [failedItem(node, result, itemIndex)]);
      else failures.push({ itemIndex, failed: result });
    },
  });

  for (const message of work.hints) this.addExecutionHints({ message, location: 'outputPane' });
  const { items: given, done } = output.end();
  const [first] = failures.sort((one, other) => one.itemIndex - other.itemIndex);
  if (!first && parked.size > 0) {
    const items = parkedItems(count, parked, given);
    if (looks) {
      looks.items = items;
      const until = Math.min(...[...parked.values()].map((one) => one.until));
      markUnended(this, true);
      return [[waiting(until)]];
    }
    const { workflowId, runIndex } = work;
    const begun = { workflowId, runIndex, operation: operation.value, continues, items };
    return [await park(this, begun)];
  }
  if (!first) return [given];
  const inOrder = [...names].sort(([one], [other]) => one - other).map(([, name]) => name);
  const others = { done, by: operation.named?.by ?? '', names: inOrder };
  throw stoppingError(node, first.failed, first.itemIndex, others);
}
