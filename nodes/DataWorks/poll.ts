import { createHash } from 'node:crypto';

import {
  NodeOperationError,
  type IDataObject,
  type INodeExecutionData,
  type IPollFunctions,
} from 'n8n-workflow';

import { createClient, type Client } from '../alibabaCloud/client/call';
import { cleanFailure } from '../alibabaCloud/client/cleanFailure';
import { clock } from '../alibabaCloud/client/clock';
import type { JsonObject } from '../alibabaCloud/client/exactJson';
import { bareNode, failureError } from '../alibabaCloud/client/failureError';
import type { Failure } from '../alibabaCloud/client/outcome';
import { growingRedactor, redactTexts } from '../alibabaCloud/client/redact';
import { openSession } from '../alibabaCloud/client/session';
import { actions as legacyActions } from './api/dataworks-2020-05-18';
import { actions as studioActions } from './api/dataworks-2024-05-18';
import { dataWorks } from './api/dataWorks';
import { consoleLink } from './consoleLink';
import { redacted } from './failedItem';
import { createParameterReader, openParameters } from './fields/parameterReader';
import { readTimeZone } from './fields/timeZoneOption';
import { readTriggerSettings, type TriggerSettings } from './fields/triggerSettings';
import { redactScript } from './script/scriptSecrets';
import { studioRuns } from './studios/dataStudio/runSource';
import { taskOf } from './studios/dataStudio/nodeTask';
import { nodeOf } from './studios/legacy/files';
import { legacyRuns } from './studios/legacy/runSource';
import { examplesOf, itemsOf } from './trigger/items';
import { afterReport, look } from './trigger/look';
import { firstMemory, isDue, readMemory, writeMemory, type Memory } from './trigger/memory';

/** One try, in ms. */
const TRY_MS = 30_000;
/** n8n before 2.36 has no budget for a poll; this is what it gives later. In ms. */
const USUAL_BUDGET_MS = 5 * 60_000;
/** No further call is begun after this part of the budget, and none goes on after this one. */
const BEGINS_UNTIL = 0.6;
const ENDS_AT = 0.85;

/** Node static data's member that holds the memory. */
const STORED = 'memory';

/** Polls that are under way, by whose they are: n8n begins the next although one is not over. */
const busy = new Set<string>();
/** What polls that reported nothing left: without durable cursors n8n's scheduler does not store that. */
const unstored = new Map<string, string>();
/** Contexts that have polled: n8n keeps one as long as the workflow is active. */
const known = new WeakSet<IPollFunctions>();

/** What tells this trigger, with what it watches, from every other. */
function identityOf(context: IPollFunctions, { studio, watch, ...settings }: TriggerSettings) {
  const { projectId, environment, event, schedulerId, owner, kinds } = watch;
  const { chosenId, namePattern } = settings;
  const place = [context.getInstanceId(), context.getWorkflow().id, context.getNode().id];
  const watched = [studio, projectId, environment, event, schedulerId, owner, kinds];
  return createHash('sha256')
    .update(JSON.stringify([...place, ...watched, chosenId, namePattern]))
    .digest('base64url');
}

/** The later of what is stored and what could not be. */
function rememberedOf(stored: unknown, of: string): Memory | undefined {
  const [one, other] = [stored, unstored.get(of)].map((text) => readMemory(text, of));
  return one && other ? (one.lookedAt >= other.lookedAt ? one : other) : (one ?? other);
}

/**
 * Whether the trigger begins anew: it was inactive, or its workflow was imported with what an older
 * copy of it remembered. One that is switched off and on between two looks goes on.
 */
function beginsAnew(context: IPollFunctions, memory: Memory, everyMs: number): boolean {
  const isActivated = context.getActivationMode() === 'activate' && !known.has(context);
  return isActivated && clock.now() - memory.lookedAt > everyMs + 2 * 60_000;
}

/** The node or task of the Operation Center that the chosen task stands for. */
async function schedulerIdOf(
  client: Client,
  { studio, watch, chosenId }: TriggerSettings,
): Promise<{ ok: true; id: string | undefined } | Failure> {
  if (chosenId === undefined) return { ok: true, id: watch.schedulerId };
  if (studio === 'legacy') {
    const node = await nodeOf(client, legacyActions.ListInstances, watch.projectId, chosenId);
    return node.ok ? { ok: true, id: node.nodeId } : node;
  }
  const reference = { projectId: watch.projectId, nodeId: chosenId };
  const task = await taskOf(client, studioActions.ListTaskInstances, reference);
  return task.ok ? { ok: true, id: task.taskId } : task;
}

/** One poll: looks where a look is due, and gives the ends that were not reported, the oldest first. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  const node = this.getNode();
  const startedAt = clock.now();
  const budgetMs = this.getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
  const parameters = createParameterReader(
    openParameters({
      getNode: () => node,
      getNodeParameter: (name, _item, fallback, options) =>
        this.getNodeParameter(name, fallback, options),
    }),
    0,
  );
  let settings: TriggerSettings;
  try {
    settings = readTriggerSettings(parameters);
  } catch (error) {
    throw error instanceof NodeOperationError
      ? Object.assign(error, { node: bareNode(node) })
      : error;
  }
  const isTest = this.getMode() === 'manual';
  const of = identityOf(this, settings);
  const stored = isTest ? {} : this.getWorkflowStaticData('node');
  const remembered = isTest ? undefined : rememberedOf(stored[STORED], of);
  const { everyMs } = settings;
  const memory = remembered && !beginsAnew(this, remembered, everyMs) ? remembered : undefined;
  known.add(this);
  if (!isTest) {
    if (busy.has(of) || (memory && !isDue(memory, everyMs, startedAt))) return null;
    busy.add(of);
  }
  try {
    const session = await openSession(this, dataWorks);
    const client = createClient(session, {
      tryMs: TRY_MS,
      get callMs() {
        return Math.max(1, startedAt + ENDS_AT * budgetMs - clock.now());
      },
    });
    const withoutKeys = growingRedactor(() => [...session.secrets], false);
    const hasTime = () => clock.now() - startedAt < BEGINS_UNTIL * budgetMs;
    const failed = (failure: Failure): never => {
      if (failure.unfit) {
        const { field, problem, todo } = failure.unfit;
        const refusal = parameters.refuse(field, problem, todo);
        throw redacted(Object.assign(refusal, { node: bareNode(node) }), client.redact);
      }
      throw failureError(node, cleanFailure(failure, client.redact), 0);
    };
    const link = consoleLink(session.region, settings.watch.projectId, settings.studio);
    const given = (items: readonly JsonObject[]) =>
      items.length === 0
        ? null
        : [
            items.map((one) => ({
              json: {
                ...(redactTexts(redactScript(one), withoutKeys) as IDataObject),
                ...(link && { Link: link }),
              },
            })),
          ];

    const scheduler =
      memory === undefined
        ? await schedulerIdOf(client, settings)
        : { ok: true as const, id: memory.schedulerId };
    if (!scheduler.ok) return failed(scheduler);
    const watch = {
      ...settings.watch,
      schedulerId: scheduler.id,
      timeZone: readTimeZone(parameters, session.timeZone),
    };
    const source =
      settings.studio === 'legacy' ? legacyRuns(client, watch) : studioRuns(client, watch);

    if (isTest) {
      const examples = await examplesOf(source, settings);
      if (!examples.ok) return failed(examples);
      const items = await itemsOf(examples.runs, source, client, { settings, hasTime });
      return Array.isArray(items) ? given(items) : failed(items);
    }

    const remember = (next: Memory) => {
      const text = writeMemory(next);
      stored[STORED] = text;
      return text;
    };

    if (memory === undefined) {
      const [list] = source.lists({ at: startedAt, from: startedAt }, false);
      const first = await list?.page(1);
      if (first && !first.ok) return failed(first);
      const begun = firstMemory(of, first?.serverTime ?? clock.now(), startedAt);
      unstored.set(of, remember({ ...begun, schedulerId: scheduler.id }));
      return null;
    }

    /** The pace holds after a failure, too; nothing else of it is remembered. */
    const failedLook = (failure: Failure): never => {
      unstored.set(of, remember({ ...memory, lookedAt: startedAt, isUnfinished: false }));
      return failed(failure);
    };
    const looked = await look(
      source,
      memory,
      { ...watch, ...settings },
      { now: clock.now, hasTime },
    );
    if (!looked.ok) return failedLook(looked);
    if (looked.calls > Math.max(2, looked.lists)) {
      const aDay = Math.round((looked.calls * 24 * 60 * 60_000) / everyMs);
      this.logger.warn(
        `${node.name} looked with ${looked.calls} calls: so many in each look are ${aDay} a day. A task, a filter or a longer Look Every lowers that.`,
      );
    }
    const items = await itemsOf(looked.ends, source, client, { settings, hasTime });
    if (!Array.isArray(items)) return failedLook(items);
    const text = remember(afterReport(looked, memory, items.length));
    if (items.length === 0) unstored.set(of, text);
    else unstored.delete(of);
    return given(items);
  } finally {
    busy.delete(of);
  }
}
