import { actions } from '../../api/dataworks-2020-05-18';
import { clock } from '../../../alibabaCloud/client/clock';
import { exactId, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { UnitMemory } from '../../once/journal';
import { costOf, type WaitLimits } from '../../once/waitFor';
import { yesterdayIn, type BusinessDates } from '../../businessDates';
import type { RunWish } from '../../fields/runFields';
import { simpleInstance } from './simpleInstance';
import type { Call } from '../../resources/operation';
import { lastRun, startRun, type RunOrder } from './startRun';
import { stopRun } from './stopRun';
import { lookAtRun, waitForRun, type Run, type SeenRun } from './watchRun';

/** A batch task that is to be run. Ids are exact, as text. */
export interface TaskToRun {
  projectId: string;
  nodeId: string;
  wish: RunWish;
  /** How long to wait for the end; `undefined`: not at all. */
  limits: WaitLimits | undefined;
  stopWhenCancelled: boolean;
  /** Texts that must not be shown of a log. */
  secrets: readonly string[];
}

/** The dates of this unit of work: "yesterday" stays the same when n8n runs it again after midnight. */
function datesOf(memory: UnitMemory, token: string, wished: RunWish['dates']): BusinessDates {
  if (!('yesterdayIn' in wished)) return wished;
  const date = memory.madeBy(token) ?? yesterdayIn(wished.yesterdayIn, clock.now());
  memory.remember(token, date);
  return { first: date, last: date };
}

const bodyOf = (run: Run, requestId: string, reply: JsonObject | undefined): JsonObject => ({
  ...(reply ?? { Success: true, RequestId: requestId, Data: run.dagIds.map(exactId) }),
  NodeId: exactId(run.nodeId),
  StartBizDate: run.dates.first,
  EndBizDate: run.dates.last,
});

/**
 * Runs a task for business dates, once for a unit of work: where n8n runs it again, a run that goes
 * on is waited for, one that succeeded is given, and only after one that failed another is started.
 * @returns the reply of RunCycleDagNodes with the node, the dates and `Outcome` (started, attached);
 * after a wait also its instances and what the wait has cost; or why there is none
 */
export async function runTask(
  { client, memory, unitToken }: Pick<Call, 'client' | 'memory' | 'unitToken'>,
  task: TaskToRun,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const { projectId, nodeId, wish, limits, secrets } = task;
  const { projectEnv } = wish;
  const unit = { action: actions.RunCycleDagNodes.name, projectId, nodeId, ...wish };
  const dates = datesOf(memory, unitToken({ ...unit, of: 'dates' }), wish.dates);
  const order: RunOrder = { projectId, nodeId, wish, dates, token: unitToken(unit) };
  const runOf = (dagIds: readonly string[]): Run => ({
    projectId,
    projectEnv,
    nodeId,
    dates,
    dagIds,
    secrets,
  });

  let attached: SeenRun | undefined;
  let run = runOf(lastRun(memory.madeBy(order.token)));
  if (run.dagIds.length > 0) {
    const seen = await lookAtRun(client, run);
    if (!seen.ok) return seen;
    if (seen.stage !== 'failed') attached = seen;
  }
  let reply: JsonObject | undefined;
  if (!attached) {
    const started = await startRun(client, memory, order);
    if (!started.ok) return started;
    run = runOf(lastRun(started.made));
    reply = started.body;
  }
  const body = {
    ...bodyOf(run, attached?.requestId ?? '', reply),
    Outcome: attached ? 'attached' : 'started',
  };
  if (limits === undefined) return { ok: true, body };

  let seen: JsonObject[] = [];
  const waited = await waitForRun(client, run, limits, ({ instances }) => (seen = instances));
  if (waited.ok) {
    const Instances = waited.value.instances.map(simpleInstance);
    return { ok: true, body: { ...body, Instances, ...costOf(waited) } };
  }
  if (waited.kind !== 'cancelled' || !task.stopWhenCancelled) return waited;
  return { ...waited, before: await stopRun(client.afterCancel(), run, seen) };
}
