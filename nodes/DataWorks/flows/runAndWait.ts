import { clock } from '../../alibabaCloud/client/clock';
import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Poll } from '../once/poll';
import { costOf, waitFor } from '../once/waitFor';
import { writeOnce, type Found, type Written } from '../once/writeOnce';
import { countOfDates, yesterdayIn, type BusinessDates } from '../businessDates';
import type { Done, Runs, RunWait, SeenRun, Tools } from './ports';

const isText = (value: Json): value is string => typeof value === 'string';

/** What is remembered of a run: the ids of its parts, one for each date. */
export const idsIn = (stored: Json | undefined): readonly string[] =>
  isJsonObject(stored) && Array.isArray(stored.runs) ? stored.runs.filter(isText) : [];

/** The dates of this unit of work: "yesterday" stays the same when n8n runs it again after midnight. */
export function datesOf(
  { journal, unitToken }: Tools,
  { unit, dates }: Pick<Runs, 'unit' | 'dates'>,
): BusinessDates {
  if (!('yesterdayIn' in dates)) return dates;
  const token = unitToken({ ...unit, of: 'dates' });
  const known = journal.resultOf(token);
  const date = typeof known === 'string' ? known : yesterdayIn(dates.yesterdayIn, clock.now());
  journal.record(token, date);
  return { first: date, last: date };
}

/** Instances that have ended, as the output has them. */
export async function shown(
  { simple, moved }: Pick<Runs, 'simple' | 'moved'>,
  instances: readonly JsonObject[],
  includeStatistics: boolean,
): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  // One log after the other: they can be long.
  for (const one of instances) {
    all.push({ ...simple(one), ...(includeStatistics && (await moved(one))) });
  }
  return all;
}

/** Starts a run, once: where a reply was lost, it is looked for by its name. */
async function startRun(
  { client, journal }: Tools,
  runs: Runs,
  dates: BusinessDates,
  unit: string,
): Promise<Written<JsonObject> | Failure> {
  const known = new Set(journal.resultsOf(unit).flatMap(idsIn));
  const ours = (ids: readonly string[]) => ids.filter((id) => !known.has(id));
  const wanted = countOfDates(dates);
  const find = runs.finder(dates, unit);
  return await writeOnce<JsonObject>(client, journal, {
    action: runs.action,
    unit,
    send: () => runs.start(dates, unit),
    read(body) {
      const ids = ours(runs.runIdsIn(body) ?? []);
      return ids.length === 0 ? undefined : { runs: ids };
    },
    async find(): Promise<Found<JsonObject> | Failure> {
      const found = await find(journal.uncertainSince(unit) ?? 0);
      if (!found.ok) return found;
      const ids = ours(found.runIds);
      if (ids.length === 0) return { ok: true, made: undefined };
      if (ids.length >= wanted) return { ok: true, made: { runs: ids } };
      return { ok: true, part: `${ids.length} of its ${wanted} dates can be seen so far` };
    },
  });
}

/** A run that goes on: its own, or one that was joined. */
interface Begun {
  ok: true;
  dates: BusinessDates;
  runIds: readonly string[];
  body: JsonObject;
  /** The instances of a run that somebody else began. */
  joined?: readonly string[];
}

async function beginRun(tools: Tools, runs: Runs): Promise<Begun | Failure> {
  const { journal, unitToken } = tools;
  const dates = datesOf(tools, runs);
  const unit = unitToken(runs.unit);

  let runIds = journal.isUncertain(unit) ? [] : idsIn(journal.resultOf(unit));
  let attached: SeenRun | undefined;
  if (runIds.length > 0) {
    const seen = await runs.lookAt(dates, runIds);
    if (!seen.ok) return seen;
    if (seen.stage !== 'failed') attached = seen;
  }
  let reply: JsonObject | undefined;
  if (!attached) {
    const start = () => startRun(tools, runs, dates, unit);
    // One that may be its own already is looked for by its name.
    const meeting = journal.isUncertain(unit) ? undefined : runs.meeting;
    const started = meeting
      ? await journal.serialize(
          meeting.key,
          async () => (await meeting.meet(tools, runs, dates)) ?? (await start()),
        )
      : await start();
    if (!started.ok) return started;
    if ('joined' in started) return { ...started, dates, runIds };
    runIds = idsIn(started.made);
    reply = started.body;
  }
  const body = {
    ...runs.replyFor(dates, runIds, attached?.requestId ?? ''),
    ...reply,
    Outcome: attached ? 'attached' : 'started',
  };
  return { ok: true, dates, runIds, body };
}

/**
 * Runs a task for business dates, once for a unit of work: where n8n runs it again, a run that goes
 * on is waited for, one that succeeded is given, and only after one that failed another is started.
 * @returns the reply with the node, the dates and `Outcome` (started, attached, joined); after a wait
 * also its instances and what the wait has cost; or why there is none
 */
export async function runAndWait(tools: Tools, runs: Runs, wait: RunWait): Promise<Done> {
  const { limits, stopWhenCancelled, includeStatistics } = wait;
  const begun = await tools.keep('run', () => beginRun(tools, runs));
  if (!begun.ok) return begun;
  const { dates, runIds, body, joined } = begun;
  if (limits === undefined) return { ok: true, body };

  const watched = joined ? undefined : runs.watch(dates, runIds);
  const poll = watched?.poll ?? runs.meeting?.watch(dates, joined ?? []);
  const waited = await waitFor(tools.client, runs.action, limits, poll as Poll<SeenRun>);
  if (waited.ok) {
    const { value } = waited;
    if (value.stage === 'failed') return runs.failureOf(value, waited.calls);
    const Instances = await shown(runs, value.instances, includeStatistics);
    return { ok: true, body: { ...body, Instances, ...costOf(waited) } };
  }
  if (waited.kind !== 'cancelled' || !stopWhenCancelled || !watched) return waited;
  return { ...waited, before: await runs.stop(dates, runIds, watched.seen().instances) };
}
